using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>
/// A contactor on a relay board. On a lost line it cannot be opened from here: a board that releases its outputs when nothing is written
/// (<see cref="ModbusRelayOptions.TimeoutMs"/>) does, and what feeds the coil when it is cut.
/// </summary>
/// <remarks>Where the feedback is the coil itself, it shows what the board was commanded to, and a weld goes unnoticed.</remarks>
public sealed class ModbusRelay : IRelay, IDisposable
{
    private readonly RelayContacts _contacts;
    private readonly ModbusOutput _output;
    private (RelayState State, bool IsClosed) _reported;

    /// <summary>Must be called on the loop; the coil is released at once.</summary>
    /// <exception cref="ArgumentException">The grace time is not longer than a poll, or the board's time-out not longer than two.</exception>
    public ModbusRelay(Loop loop, ModbusBus bus, ModbusRelayOptions options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(options);
        if (options.TimeoutMs <= 2 * options.PollMs)
        {
            throw new ArgumentException(
                $"timeoutMs: expected more than two polls ({2 * options.PollMs}), or one lost write drops the contactor; found {options.TimeoutMs}",
                nameof(options));
        }

        _contacts = new RelayContacts(
            loop.Time, TimeSpan.FromMilliseconds(options.CloseTimeoutMs), TimeSpan.FromMilliseconds(options.OpenTimeoutMs));
        _output = new ModbusOutput(
            loop, bus, options, options.TimeoutMs is not null, () => _contacts.Coil,
            closed => Do(() => _contacts.Saw(closed)), () => Do(_contacts.Lose));
        _reported = (State, IsClosed);
    }

    public event Action? Changed;

    public RelayState State => _contacts.State;

    public bool IsClosed => _contacts.IsClosed;

    public void Close() => Do(_contacts.Close);

    public void Open() => Do(_contacts.Open);

    /// <summary>Lets go of the line. What is still closed falls by the board's time-out or with the enable line.</summary>
    public void Dispose() => _output.Dispose();

    private void Do(Action step)
    {
        var coil = _contacts.Coil;
        step();
        if (_contacts.Coil != coil)
        {
            _output.Write();
        }

        if (_reported != (State, IsClosed))
        {
            _reported = (State, IsClosed);
            Changed?.Invoke();
        }
    }
}
