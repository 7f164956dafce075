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
internal static class Wiring
{
    private static readonly Dictionary<string, Action<EmulatedBoard, BoardPart>> s_connect = new(StringComparer.Ordinal)
    {
        [GpioRelayOptions.Driver] = ConnectRelay,
        [GpioLockMotorOptions.Driver] = ConnectLockMotor,
        [GpioContactOptions.Driver] = ConnectContact,
        [GpioEnableLineOptions.Driver] = ConnectEnableLine,
        [Mfrc522Options.Driver] = ConnectReader,
        [ModbusMeterOptions.Driver] = ConnectMeter,
        [SimpleEvseOptions.Driver] = ConnectSimpleEvse,
        [SimpleEvseRelayOptions.Driver] = ConnectSimpleEvseRelay,
        [ModbusDcControllerOptions.Driver] = ConnectDcController,
        [ModbusInputOptions.Driver] = ConnectInput,
        [ModbusResidualCurrentOptions.Driver] = ConnectResidualCurrent,
        [ModbusRelayOptions.Driver] = ConnectModbusRelay,
        [ModbusLockOptions.Driver] = ConnectModbusLock,
    };

    /// <exception cref="BoardException">There is no emulation of that driver, or nothing behind that role.</exception>
    public static void Connect(EmulatedBoard board, BoardPart device)
    {
        if (!s_connect.TryGetValue(device.Driver, out var connect))
        {
            throw device.Refuse($"driver '{device.Driver}' has no emulation; expected one of: {string.Join(", ", s_connect.Keys)}");
        }

        connect(board, device);
    }

    private static void ConnectRelay(EmulatedBoard board, BoardPart device)
    {
        if (ContactorOf(board, device) is not { } contactor)
        {
            return;
        }

        var options = device.Options<GpioRelayOptions>();
        var chip = board.Chip(device.Bus!);
        OnOutput(chip, options.Pin, level => contactor.CoilCommanded = level != (PinValue)options.ActiveLow);
        if (options.FeedbackPin is { } feedbackPin)
        {
            Follow(chip, feedbackPin, () => contactor.FeedbackClosed != options.FeedbackActiveLow, changed => contactor.Changed += changed);
        }
    }

    private static void ConnectLockMotor(EmulatedBoard board, BoardPart device)
    {
        if (ConnectorOf(board, device, roles => roles.Lock)?.Lock is not { } motor)
        {
            return;
        }

        var options = device.Options<GpioLockMotorOptions>();
        var chip = board.Chip(device.Bus!);
        OnOutput(chip, options.ForwardPin, level => motor.DriveForward = level != (PinValue)options.DriveActiveLow);
        OnOutput(chip, options.ReversePin, level => motor.DriveReverse = level != (PinValue)options.DriveActiveLow);
        Follow(chip, options.FeedbackPin, () => motor.IsLocked == options.FeedbackLockedHigh, changed => motor.Changed += changed);
    }

    private static void ConnectContact(EmulatedBoard board, BoardPart device)
    {
        var options = device.Options<GpioContactOptions>();
        var chip = board.Chip(device.Bus!);
        var roles = board.Board.Station;
        var site = board.Site;

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
        else if (ConnectorOf(board, device, roles => roles.ResidualCurrent)?.ResidualCurrent is { } residualCurrent)
        {
            FollowContact(() => residualCurrent.ContactClosed, changed => residualCurrent.Changed += changed);
        }
        else if ((ConnectorOf(board, device, roles => roles.Earth)?.Earth ??
                  ConnectorOf(board, device, roles => roles.Insulation)?.Insulation) is { } monitor)
        {
            FollowContact(() => monitor.ContactClosed, changed => monitor.Changed += changed);
        }

        // Closed, a contact connects the pin to ground, or to the supply where the pin is pulled down. The physical contacts are
        // normally closed; a board that wants a normally open one gets its inverse.
        void FollowContact(Func<bool> isClosed, Action<Action> subscribe) =>
            Follow(chip, options.Pin, () => (isClosed() == options.NormallyClosed) == (options.Pull == PinPull.Down), subscribe);
    }

    private static void ConnectEnableLine(EmulatedBoard board, BoardPart device)
    {
        if (board.Site.EnableRelay is { } relay && board.Board.Station.EnableLine == device.Name)
        {
            OnOutput(board.Chip(device.Bus!), device.Options<GpioEnableLineOptions>().Pin, _ => relay.Edge());
        }
    }

    private static void ConnectReader(EmulatedBoard board, BoardPart device)
    {
        var field = new ReaderField();
        board.AddReader(device.Name, new EmulatedMfrc522(field));
        if (board.Site.Antennas.TryGetValue(device.Name, out var antenna))
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

    private static void ConnectMeter(EmulatedBoard board, BoardPart device)
    {
        if (ConnectorOf(board, device, roles => roles.Meter) is { } connector)
        {
            var options = device.Options<ModbusMeterOptions>();
            board.Line(device.Bus!).Add((byte)options.Unit, new EmulatedMeter(MeterMap.Load(options.Model), connector.Meter));
        }
    }

    private static void ConnectSimpleEvse(EmulatedBoard board, BoardPart device)
    {
        if (ConnectorOf(board, device, roles => roles.Controller) is { } connector)
        {
            var pilot = connector.Pilot ?? throw device.Refuse("a SimpleEVSE has no part in a DC connector");
            board.Line(device.Bus!).Add((byte)device.Options<SimpleEvseOptions>().Unit, new EmulatedSimpleEvse(pilot));
        }
    }

    private static void ConnectSimpleEvseRelay(EmulatedBoard board, BoardPart device)
    {
        if (ConnectorOf(board, device, roles => roles.Controller) is { } connector)
        {
            var pilot = connector.Pilot ?? throw device.Refuse("a SimpleEVSE has no part in a DC connector");
            var options = device.Options<SimpleEvseRelayOptions>();
            board.Line(device.Bus!).Add(
                (byte)options.Unit, new EmulatedSimpleEvse(pilot, ContactorOf(board, device)) { ChargesWithVentilation = options.Ventilated });
        }
    }

    private static void ConnectModbusRelay(EmulatedBoard board, BoardPart device)
    {
        if (ContactorOf(board, device) is { } contactor)
        {
            var options = device.Options<ModbusRelayOptions>();
            board.OutputBoard(device.Bus!, (byte)options.Unit).Add(
                options,
                options.TimeoutMs is { } timeoutMs ? TimeSpan.FromMilliseconds(timeoutMs) : null,
                on => contactor.CoilCommanded = on,
                options.HasContact ? () => contactor.FeedbackClosed : null);
        }
    }

    private static void ConnectModbusLock(EmulatedBoard board, BoardPart device)
    {
        if (ConnectorOf(board, device, roles => roles.Lock)?.Lock is { } motor)
        {
            var options = device.Options<ModbusLockOptions>();
            board.OutputBoard(device.Bus!, (byte)options.Unit).Add(
                options,
                null,
                on => (motor.DriveForward, motor.DriveReverse) = (on, !on),
                options.HasContact ? () => motor.IsLocked : null);
        }
    }

    private static void ConnectDcController(EmulatedBoard board, BoardPart device)
    {
        if (ConnectorOf(board, device, roles => roles.Controller) is { } connector)
        {
            var output = connector.Dc ?? throw device.Refuse("a DC controller has no part in an AC connector");
            var options = device.Options<ModbusDcControllerOptions>();
            board.Line(device.Bus!).Add((byte)options.Unit, new EmulatedDcController(DcControllerMap.Load(options.Map), output, board.Time));
        }
    }

    private static void ConnectInput(EmulatedBoard board, BoardPart device)
    {
        var options = device.Options<ModbusInputOptions>();
        var site = board.Site;
        Func<double>? value = null;
        if (board.Board.Station.Signal == device.Name)
        {
            value = () => site.Radio.SignalDbm;
        }
        else if (ConnectorOf(board, device, roles => roles.Temperature)?.Outlet.Temperature is { } temperature)
        {
            value = () => temperature.ValueC;
        }

        if (value is not null)
        {
            board.Line(device.Bus!).Add((byte)options.Unit, new EmulatedRegisters(site.Supply, (ModbusInput.RegisterOf(options), value)));
        }
    }

    private static void ConnectResidualCurrent(EmulatedBoard board, BoardPart device)
    {
        if (ConnectorOf(board, device, roles => roles.ResidualCurrentMonitor)?.Outlet is { } outlet)
        {
            var options = device.Options<ModbusResidualCurrentOptions>();
            var registers = ModbusResidualCurrentMonitor.RegistersOf(options);
            board.Line(device.Bus!).Add((byte)options.Unit, new EmulatedRegisters(
                board.Site.Supply, (registers[0], () => outlet.ResidualDcMilliA), (registers[1], () => outlet.ResidualAcMilliA)));
        }
    }

    /// <summary>The contactor that a device is, or the switch ahead of one; null when it is neither.</summary>
    private static Contactor? ContactorOf(EmulatedBoard board, BoardPart device) =>
        ConnectorOf(board, device, roles => roles.Contactor)?.Contactor ?? ConnectorOf(board, device, roles => roles.Upstream)?.Upstream;

    /// <summary>The connector for which a device plays a role, or null when it plays none.</summary>
    private static SiteConnector? ConnectorOf(EmulatedBoard board, BoardPart device, Func<ConnectorRoles, string?> role)
    {
        for (var index = 0; index < board.Board.Connectors.Count; index++)
        {
            if (role(board.Board.Connectors[index]) == device.Name)
            {
                return board.Site.Connectors[index];
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
