using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Modbus.Outputs;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>
/// An input/output board: outputs that things hang on, and inputs where their contacts arrive. It forgets its outputs without
/// supply, and releases one that has a time-out when nobody has written to it for so long.
/// </summary>
public sealed class EmulatedOutputBoard : ModbusSlave
{
    private readonly TimeProvider _time;
    private readonly Supply _supply;
    private readonly List<Output> _outputs = [];

    public EmulatedOutputBoard(TimeProvider time, Supply supply)
    {
        ArgumentNullException.ThrowIfNull(supply);
        _time = time;
        _supply = supply;
        supply.Changed += FollowSupply;
    }

    /// <summary>Fault: it does not answer. Outputs stay as they are, unless their time-out ends.</summary>
    public bool Silent { get; set; }

    public override bool Answers => _supply.IsPresent && !Silent;

    /// <summary>Hangs something on an output, as the options of its driver say.</summary>
    /// <param name="timeout">After so long without a write the output is released; null: never.</param>
    /// <param name="drive">Receives what the output is now.</param>
    /// <param name="feedback">What its contact says; null where the feedback is the output itself.</param>
    public void Add(ModbusOutputOptions options, TimeSpan? timeout, Action<bool> drive, Func<bool>? feedback) =>
        _outputs.Add(new Output(_time, options, timeout, drive, feedback));

    protected override bool TryReadBits(ModbusFunction table, int address, Span<bool> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (Feedback(table, address + index) is { } contact)
            {
                values[index] = contact.Shows;
            }
            else if (table == ModbusFunction.ReadCoils && Find(ModbusOutputKind.Coil, address + index) is { } output)
            {
                values[index] = output.IsOn;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            var contacts = _outputs.FindAll(output => output.IsRead(table, address + index));
            if (contacts.Count > 0)
            {
                values[index] = contacts.Aggregate((ushort)0, (bits, output) => (ushort)(bits | (output.Shows ? 1 << output.Options.FeedbackBit : 0)));
            }
            else if (table == ModbusFunction.ReadHoldingRegisters && Find(ModbusOutputKind.Register, address + index) is { } output)
            {
                values[index] = (ushort)(output.IsOn ? output.Options.OnValue : output.Options.OffValue);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    protected override bool TryWriteCoils(int address, ReadOnlySpan<bool> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (Find(ModbusOutputKind.Coil, address + index) is not { } output)
            {
                return false;
            }

            output.Write(values[index]);
        }

        return true;
    }

    protected override bool TryWriteRegisters(int address, ReadOnlySpan<ushort> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (Find(ModbusOutputKind.Register, address + index) is not { } output)
            {
                return false;
            }

            output.Write(values[index] == output.Options.OnValue);
        }

        return true;
    }

    private Output? Find(ModbusOutputKind kind, int address) =>
        _outputs.Find(output => output.Options.Output == kind && output.Options.Address == address);

    private Output? Feedback(ModbusFunction table, int address) => _outputs.Find(output => output.IsRead(table, address));

    private void FollowSupply()
    {
        if (!_supply.IsPresent)
        {
            _outputs.ForEach(output => output.Release());
        }
    }

    private sealed class Output
    {
        private readonly TimeSpan? _timeout;
        private readonly Action<bool> _drive;
        private readonly Func<bool>? _feedback;
        private readonly OneShot _silence;

        public Output(TimeProvider time, ModbusOutputOptions options, TimeSpan? timeout, Action<bool> drive, Func<bool>? feedback)
        {
            Options = options;
            _timeout = timeout;
            _drive = drive;
            _feedback = feedback;
            _silence = new OneShot(time, Release);
        }

        public ModbusOutputOptions Options { get; }

        public bool IsOn { get; private set; }

        /// <summary>The bit that is read for its feedback.</summary>
        public bool Shows => (_feedback?.Invoke() ?? IsOn) != Options.FeedbackInverted;

        public bool IsRead(ModbusFunction table, int address) =>
            (ModbusFunction)Options.FeedbackFunction == table && (Options.FeedbackAddress ?? Options.Address) == address;

        public void Write(bool on)
        {
            if (on && _timeout is { } timeout)
            {
                _silence.Start(timeout);
            }
            else
            {
                _silence.Cancel();
            }

            IsOn = on;
            _drive(on);
        }

        public void Release() => Write(on: false);
    }
}
