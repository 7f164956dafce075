using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>
/// One output of an input/output board, kept at what is wanted, and its feedback. What is wanted is written at once and again until
/// it was acknowledged; the feedback is polled, and asked for at once behind each write.
/// </summary>
internal sealed class ModbusOutput : PolledDevice
{
    private readonly ModbusOutputOptions _options;
    private readonly bool _repeat;
    private readonly Func<bool?> _wanted;
    private readonly Action<bool> _saw;
    private readonly Action _lost;
    private bool? _written;
    private bool _writing;
    private bool _disposed;

    /// <summary>Must be called on the loop; polling begins at once, and what is wanted is written whatever the output was before.</summary>
    /// <param name="repeat">Write again with every poll: the board's own time-out is fed by it.</param>
    /// <param name="wanted">Asked for when a write's turn on the bus has come; null leaves the output as it is.</param>
    /// <param name="saw">Called with each reading of the feedback.</param>
    /// <param name="lost">Called when the board has been silent for its grace time.</param>
    /// <exception cref="ArgumentException">The grace time is not longer than a poll.</exception>
    public ModbusOutput(Loop loop, ModbusBus bus, ModbusOutputOptions options, bool repeat, Func<bool?> wanted, Action<bool> saw, Action lost)
        : base(loop, bus, RequirePatience(options))
    {
        _options = options;
        _repeat = repeat;
        _wanted = wanted;
        _saw = saw;
        _lost = lost;
        Write();
    }

    /// <summary>Brings what is wanted to the board.</summary>
    public void Write()
    {
        if (!_writing && _wanted() is not null)
        {
            _writing = true;
            Loop.Start(WriteAsync);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    private protected override async Task PollAsync()
    {
        var isOn = await ReadAsync() != _options.FeedbackInverted;
        if (_disposed)
        {
            // An answer to a released output: it must not disturb the output's present owner.
            return;
        }

        Answered();
        _saw(isOn);
        if (_repeat || _written != _wanted())
        {
            Write();
        }
    }

    private protected override void OnLost()
    {
        // It may have restarted when it comes back.
        _written = null;
        _lost();
    }

    private async Task<bool> ReadAsync()
    {
        var (function, address) = ((ModbusFunction)_options.FeedbackFunction, (ushort)_options.FeedbackAt);
        if (function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs)
        {
            return (await Bus.ReadBitsAsync(Unit, function, address, 1, Retries))[0];
        }

        var registers = await Bus.ReadRegistersAsync(Unit, function, address, 1, Retries);
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
                await Bus.WriteAsync(() => Request((sent = _wanted()) ?? false), changes ? ModbusPriority.Urgent : ModbusPriority.Normal);
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
            // Its state is unknown now. The next poll that is answered writes again.
            _written = null;
        }
        finally
        {
            _writing = false;
        }
    }

    private ModbusRequest Request(bool on) => _options.Output == ModbusOutputKind.Coil
        ? ModbusRequest.WriteCoil(Unit, (ushort)_options.Address, on)
        : ModbusRequest.WriteRegister(Unit, (ushort)_options.Address, (ushort)(on ? _options.OnValue : _options.OffValue));
}
