using System.Device.Gpio;
using ChargerFirmware.Emulator.Devices.Gpio;
using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Devices.Rfid;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Inputs;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Emulator;

/// <summary>
/// Puts behind each device of a board what it is wired to in the physical world: its driver's name says what kind of thing it is,
/// its role in the board file which one.
/// </summary>
internal sealed class Wiring
{
    private static readonly Dictionary<string, Action<Wiring, BoardPart>> s_connect = new(StringComparer.Ordinal)
    {
        [GpioRelayOptions.Driver] = (wiring, device) => wiring.ConnectRelay(device),
        [GpioLockMotorOptions.Driver] = (wiring, device) => wiring.ConnectLockMotor(device),
        [GpioContactOptions.Driver] = (wiring, device) => wiring.ConnectContact(device),
        [GpioEnableLineOptions.Driver] = (wiring, device) => wiring.ConnectEnableLine(device),
        [Mfrc522Options.Driver] = (wiring, device) => wiring.ConnectReader(device),
        [ModbusMeterOptions.Driver] = (wiring, device) => wiring.ConnectMeter(device),
        [SimpleEvseOptions.Driver] = (wiring, device) => wiring.ConnectSimpleEvse(device),
        [SimpleEvseRelayOptions.Driver] = (wiring, device) => wiring.ConnectSimpleEvseRelay(device),
        [ModbusDcControllerOptions.Driver] = (wiring, device) => wiring.ConnectDcController(device),
        [ModbusInputOptions.Driver] = (wiring, device) => wiring.ConnectInput(device),
        [ModbusResidualCurrentOptions.Driver] = (wiring, device) => wiring.ConnectResidualCurrent(device),
        [ModbusRelayOptions.Driver] = (wiring, device) => wiring.ConnectModbusRelay(device),
        [ModbusLockOptions.Driver] = (wiring, device) => wiring.ConnectModbusLock(device),
    };

    private readonly TimeProvider _time;
    private readonly BoardFile _board;
    private readonly Site _site;
    private readonly IReadOnlyDictionary<string, EmulatedGpioChip> _chips;
    private readonly IReadOnlyDictionary<string, EmulatedModbusLine> _lines;
    private readonly Dictionary<(string Bus, byte Unit), EmulatedOutputBoard> _outputBoards = [];
    private readonly Dictionary<string, EmulatedMfrc522> _readers = new(StringComparer.Ordinal);

    /// <param name="chips">By their buses.</param>
    /// <param name="lines">By their buses.</param>
    public Wiring(
        TimeProvider time,
        BoardFile board,
        Site site,
        IReadOnlyDictionary<string, EmulatedGpioChip> chips,
        IReadOnlyDictionary<string, EmulatedModbusLine> lines) =>
        (_time, _board, _site, _chips, _lines) = (time, board, site, chips, lines);

    /// <summary>The reader chips that were connected, by their device names.</summary>
    public IReadOnlyDictionary<string, EmulatedMfrc522> Readers => _readers;

    /// <exception cref="BoardException">There is no emulation of that driver, or nothing behind that role.</exception>
    public void Connect(BoardPart device)
    {
        if (!s_connect.TryGetValue(device.Driver, out var connect))
        {
            throw device.Refuse($"driver '{device.Driver}' has no emulation; expected one of: {string.Join(", ", s_connect.Keys)}");
        }

        connect(this, device);
    }

    private void ConnectRelay(BoardPart device)
    {
        if (ContactorOf(device) is not { } contactor)
        {
            return;
        }

        var options = device.Options<GpioRelayOptions>();
        var chip = _chips[device.Bus!];
        OnOutput(chip, options.Pin, level => contactor.CoilCommanded = level != (PinValue)options.ActiveLow);
        if (options.FeedbackPin is { } feedbackPin)
        {
            Follow(chip, feedbackPin, () => contactor.FeedbackClosed != options.FeedbackActiveLow, changed => contactor.Changed += changed);
        }
    }

    private void ConnectLockMotor(BoardPart device)
    {
        if (ConnectorOf(device, roles => roles.Lock)?.Lock is not { } motor)
        {
            return;
        }

        var options = device.Options<GpioLockMotorOptions>();
        var chip = _chips[device.Bus!];
        OnOutput(chip, options.ForwardPin, level => motor.DriveForward = level != (PinValue)options.DriveActiveLow);
        OnOutput(chip, options.ReversePin, level => motor.DriveReverse = level != (PinValue)options.DriveActiveLow);
        Follow(chip, options.FeedbackPin, () => motor.IsLocked == options.FeedbackLockedHigh, changed => motor.Changed += changed);
    }

    private void ConnectContact(BoardPart device)
    {
        var options = device.Options<GpioContactOptions>();
        var chip = _chips[device.Bus!];
        var roles = _board.Station;
        var site = _site;

        if (roles.EmergencyStop == device.Name)
        {
            FollowContact(() => site.EmergencyStop.ContactClosed, changed => site.EmergencyStop.Changed += changed);
        }
        else if (roles.Door == device.Name)
        {
            FollowContact(() => site.Door.ContactClosed, changed => site.Door.Changed += changed);
        }
        else if (roles.Mains == device.Name)
        {
            FollowContact(() => site.Supply.IsPresent, changed => site.Supply.Changed += changed);
        }
        else if (ConnectorOf(device, roles => roles.ResidualCurrent)?.ResidualCurrent is { } residualCurrent)
        {
            FollowContact(() => residualCurrent.ContactClosed, changed => residualCurrent.Changed += changed);
        }
        else if ((ConnectorOf(device, roles => roles.Earth)?.Earth ??
                  ConnectorOf(device, roles => roles.Insulation)?.Insulation) is { } monitor)
        {
            FollowContact(() => monitor.ContactClosed, changed => monitor.Changed += changed);
        }

        // Closed, a contact connects the pin to ground, or to the supply where the pin is pulled down. The physical contacts are
        // normally closed; a board that wants a normally open one gets its inverse.
        void FollowContact(Func<bool> isClosed, Action<Action> subscribe) =>
            Follow(chip, options.Pin, () => (isClosed() == options.NormallyClosed) == (options.Pull == PinPull.Down), subscribe);
    }

    private void ConnectEnableLine(BoardPart device)
    {
        if (_site.EnableRelay is { } relay && _board.Station.EnableLine == device.Name)
        {
            OnOutput(_chips[device.Bus!], device.Options<GpioEnableLineOptions>().Pin, _ => relay.Edge());
        }
    }

    private void ConnectReader(BoardPart device)
    {
        var field = new ReaderField();
        _readers.Add(device.Name, new EmulatedMfrc522(field));
        if (_site.Antennas.TryGetValue(device.Name, out var antenna))
        {
            antenna.Changed += () =>
            {
                if (antenna.Uid is { } uid)
                {
                    field.Present(uid.Span);
                }
                else
                {
                    field.Remove();
                }
            };
        }
    }

    private void ConnectMeter(BoardPart device)
    {
        if (ConnectorOf(device, roles => roles.Meter) is { } connector)
        {
            var options = device.Options<ModbusMeterOptions>();
            _lines[device.Bus!].Add((byte)options.Unit, new EmulatedMeter(MeterMap.Load(options.Model), connector.Meter));
        }
    }

    private void ConnectSimpleEvse(BoardPart device)
    {
        if (ConnectorOf(device, roles => roles.Controller) is { } connector)
        {
            var pilot = connector.Pilot ?? throw device.Refuse("a SimpleEVSE has no part in a DC connector");
            _lines[device.Bus!].Add((byte)device.Options<SimpleEvseOptions>().Unit, new EmulatedSimpleEvse(pilot));
        }
    }

    private void ConnectSimpleEvseRelay(BoardPart device)
    {
        if (ConnectorOf(device, roles => roles.Controller) is { } connector)
        {
            var pilot = connector.Pilot ?? throw device.Refuse("a SimpleEVSE has no part in a DC connector");
            var options = device.Options<SimpleEvseRelayOptions>();
            _lines[device.Bus!].Add(
                (byte)options.Unit, new EmulatedSimpleEvse(pilot, ContactorOf(device)) { ChargesWithVentilation = options.Ventilated });
        }
    }

    private void ConnectModbusRelay(BoardPart device)
    {
        if (ContactorOf(device) is { } contactor)
        {
            var options = device.Options<ModbusRelayOptions>();
            OutputBoard(device.Bus!, (byte)options.Unit).Add(
                options,
                options.TimeoutMs is { } timeoutMs ? TimeSpan.FromMilliseconds(timeoutMs) : null,
                on => contactor.CoilCommanded = on,
                options.HasContact ? () => contactor.FeedbackClosed : null);
        }
    }

    private void ConnectModbusLock(BoardPart device)
    {
        if (ConnectorOf(device, roles => roles.Lock)?.Lock is { } motor)
        {
            var options = device.Options<ModbusLockOptions>();
            OutputBoard(device.Bus!, (byte)options.Unit).Add(
                options,
                null,
                on => (motor.DriveForward, motor.DriveReverse) = (on, !on),
                options.HasContact ? () => motor.IsLocked : null);
        }
    }

    private void ConnectDcController(BoardPart device)
    {
        if (ConnectorOf(device, roles => roles.Controller) is { } connector)
        {
            var output = connector.Dc ?? throw device.Refuse("a DC controller has no part in an AC connector");
            var options = device.Options<ModbusDcControllerOptions>();
            _lines[device.Bus!].Add((byte)options.Unit, new EmulatedDcController(DcControllerMap.Load(options.Map), output, _time));
        }
    }

    private void ConnectInput(BoardPart device)
    {
        var options = device.Options<ModbusInputOptions>();
        var radio = _site.Radio;
        Func<double>? value = null;
        if (_board.Station.Signal == device.Name)
        {
            value = () => radio.SignalDbm;
        }
        else if (ConnectorOf(device, roles => roles.Temperature)?.Outlet.Temperature is { } temperature)
        {
            value = () => temperature.ValueC;
        }

        if (value is not null)
        {
            _lines[device.Bus!].Add((byte)options.Unit, new EmulatedRegisters(_site.Supply, (ModbusInput.RegisterOf(options), value)));
        }
    }

    private void ConnectResidualCurrent(BoardPart device)
    {
        if (ConnectorOf(device, roles => roles.ResidualCurrentMonitor)?.Outlet is { } outlet)
        {
            var options = device.Options<ModbusResidualCurrentOptions>();
            var registers = ModbusResidualCurrentMonitor.RegistersOf(options);
            _lines[device.Bus!].Add((byte)options.Unit, new EmulatedRegisters(
                _site.Supply, (registers[0], () => outlet.ResidualDcMilliA), (registers[1], () => outlet.ResidualAcMilliA)));
        }
    }

    /// <summary>The input/output board at an address of a line: several devices hang on one.</summary>
    private EmulatedOutputBoard OutputBoard(string bus, byte unit)
    {
        if (!_outputBoards.TryGetValue((bus, unit), out var board))
        {
            _outputBoards.Add((bus, unit), board = new EmulatedOutputBoard(_time, _site.Supply));
            _lines[bus].Add(unit, board);
        }

        return board;
    }

    /// <summary>The contactor that a device is, or the switch ahead of one; null when it is neither.</summary>
    private Contactor? ContactorOf(BoardPart device) =>
        ConnectorOf(device, roles => roles.Contactor)?.Contactor ?? ConnectorOf(device, roles => roles.Upstream)?.Upstream;

    /// <summary>The connector for which a device plays a role, or null when it plays none.</summary>
    private SiteConnector? ConnectorOf(BoardPart device, Func<ConnectorRoles, string?> role)
    {
        for (var index = 0; index < _board.Connectors.Count; index++)
        {
            if (role(_board.Connectors[index]) == device.Name)
            {
                return _site.Connectors[index];
            }
        }

        return null;
    }

    private static void OnOutput(EmulatedGpioChip chip, int pin, Action<PinValue> changed) => chip.OutputChanged += (changedPin, level) =>
    {
        if (changedPin == pin)
        {
            changed(level);
        }
    };

    private static void Follow(EmulatedGpioChip chip, int pin, Func<bool> isHigh, Action<Action> subscribe)
    {
        subscribe(Drive);
        Drive();

        void Drive() => chip.Drive(pin, isHigh());
    }
}
