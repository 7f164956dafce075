using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>
/// One output of an input/output board, kept at what is wanted, and its feedback. What is wanted is written at once and again until
/// it was acknowledged; the feedback is polled, and asked for at once behind each write.
/// </summary>
internal sealed class ModbusOutput : IDisposable
{
    private readonly Loop _loop;
    private readonly ModbusBus _bus;
    private readonly ModbusOutputOptions _options;
    private readonly bool _repeat;
    private readonly Func<bool?> _wanted;
    private readonly Action<bool> _saw;
    private readonly Presence _presence;
    private readonly ITimer _poll;
    private bool? _written;
    private bool _polling;
    private bool _writing;
    private bool _disposed;

    /// <summary>Must be called on the loop; polling begins at once, and what is wanted is written whatever the output was before.</summary>
    /// <param name="repeat">Write again with every poll: the board's own time-out is fed by it.</param>
    /// <param name="wanted">Asked for when a write's turn on the bus has come; null leaves the output as it is.</param>
    /// <param name="saw">Told each reading of the feedback.</param>
    /// <param name="lost">Told when the board has been silent for its grace time.</param>
    /// <exception cref="ArgumentException">The grace time is not longer than a poll.</exception>
    public ModbusOutput(Loop loop, ModbusBus bus, ModbusOutputOptions options, bool repeat, Func<bool?> wanted, Action<bool> saw, Action lost)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(options);
        if (options.GraceMs <= options.PollMs)
        {
            throw new ArgumentException($"graceMs: expected more than pollMs ({options.PollMs}), found {options.GraceMs}", nameof(options));
        }

        _loop = loop;
        _bus = bus;
        _options = options;
        _repeat = repeat;
        _wanted = wanted;
        _saw = saw;
        _presence = new Presence(loop.Time, TimeSpan.FromMilliseconds(options.GraceMs), () => Lose(lost));
        _poll = loop.Time.CreateTimer(_ => Poll(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(options.PollMs));
        Write();
    }

    public DeviceHealth Health => _presence.Health;

    /// <summary>Brings what is wanted to the board.</summary>
    public void Write()
    {
        if (!_writing && _wanted() is not null)
        {
            _writing = true;
            _loop.Start(WriteAsync);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _poll.Dispose();
        _presence.Dispose();
    }

    /// <summary>It may have restarted when it comes back.</summary>
    private void Lose(Action lost)
    {
        _written = null;
        lost();
    }

    private void Poll()
    {
        if (!_polling)
        {
            _polling = true;
            _loop.Start(PollAsync);
        }
    }

    private async Task PollAsync()
    {
        try
        {
            var isOn = await ReadAsync() != _options.FeedbackInverted;
            if (_disposed)
            {
                // An answer to one that was let go of: whoever drives the board now shall not be disturbed.
                return;
            }

            _presence.Answered();
            _saw(isOn);
            if (_repeat || _written != _wanted())
            {
                Write();
            }
        }
        catch (IOException)
        {
            // Its grace time decides when that matters.
        }
        finally
        {
            _polling = false;
        }
    }

    private async Task<bool> ReadAsync()
    {
        var (unit, function, address) = ((byte)_options.Unit, (ModbusFunction)_options.FeedbackFunction, (ushort)_options.FeedbackAt);
        var retry = Health != DeviceHealth.Lost;
        if (function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs)
        {
            return (await _bus.ReadBitsAsync(unit, function, address, 1, retry))[0];
        }

        var registers = await _bus.ReadRegistersAsync(unit, function, address, 1, retry);
        return (registers[0] & (1 << _options.FeedbackBit)) != 0;
    }

    private async Task WriteAsync()
    {
        try
        {
            do
            {
                bool? sent = null;
                var changes = _written != _wanted();
                await _bus.WriteAsync(() => Request((sent = _wanted()) ?? false), changes ? ModbusPriority.Urgent : ModbusPriority.Normal);
                _written = sent;
                if (changes)
                {
                    Poll();
                }
            }
            while (_written != _wanted());
        }
        catch (IOException)
        {
            // Nobody knows what it is now. The next poll that is answered writes again.
            _written = null;
        }
        finally
        {
            _writing = false;
        }
    }

    private ModbusRequest Request(bool on) => _options.Output == ModbusOutputKind.Coil
        ? ModbusRequest.WriteCoil((byte)_options.Unit, (ushort)_options.Address, on)
        : ModbusRequest.WriteRegister((byte)_options.Unit, (ushort)_options.Address, (ushort)(on ? _options.OnValue : _options.OffValue));
}
