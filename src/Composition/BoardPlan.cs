using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition;

/// <summary>
/// A board file whose every part has a driver, sits on a bus that fits and can play its roles. What can be found wrong
/// without touching hardware is found here.
/// </summary>
public sealed class BoardPlan
{
    private readonly Dictionary<string, DeviceDriver> _drivers = new(StringComparer.Ordinal);

    private BoardPlan(BoardFile board) => Board = board;

    public BoardFile Board { get; }

    /// <exception cref="BoardException">The first thing that is wrong.</exception>
    public static BoardPlan Of(BoardFile board)
    {
        var plan = new BoardPlan(board);
        foreach (var bus in board.Buses.Values)
        {
            BusDriverOf(bus).ReadOptions(bus);
        }

        foreach (var device in board.Devices.Values)
        {
            plan.CheckDevice(device);
        }

        BoardConflicts.Check(plan);
        plan.CheckRoles();
        return plan;
    }

    /// <summary>The driver of a device of this board.</summary>
    public DeviceDriver DriverOf(BoardPart device) => _drivers[device.Name];

    private static BusDriver BusDriverOf(BoardPart bus) =>
        DriverList.Buses.FirstOrDefault(driver => driver.Name == bus.Driver)
        ?? throw UnknownDriver(bus, "bus", DriverList.Buses.Select(driver => driver.Name));

    private static BoardException UnknownDriver(BoardPart part, string kind, IEnumerable<string> known) =>
        new(part.File, $"{part.Path}.driver", $"no {kind} driver is called '{part.Driver}'; expected one of: {string.Join(", ", known)}");

    private void CheckDevice(BoardPart device)
    {
        var driver = DriverList.Devices.FirstOrDefault(driver => driver.Name == device.Driver)
            ?? throw UnknownDriver(device, "device", DriverList.Devices.Select(driver => driver.Name));
        if (device.Bus is null)
        {
            throw new BoardException(device.File, $"{device.Path}.bus", $"missing; expected the name of a {driver.BusKind} bus");
        }

        var kind = BusDriverOf(Board.Buses[device.Bus]).Kind;
        if (kind != driver.BusKind)
        {
            throw new BoardException(
                device.File, $"{device.Path}.bus", $"'{device.Bus}' is a {kind} bus; {device.Driver} needs a {driver.BusKind} bus");
        }

        driver.ReadOptions(device);
        _drivers.Add(device.Name, driver);
    }

    private void CheckRoles()
    {
        CheckRole<IRfidReader>(Board.Station.Reader, "$.station.reader", "an RFID reader");
        CheckRole<IContact>(Board.Station.EmergencyStop, "$.station.emergencyStop", "a contact");
        CheckRole<IContact>(Board.Station.Door, "$.station.door", "a contact");
        CheckRole<IEnableLine>(Board.Station.EnableLine, "$.station.enableLine", "an enable line");
        for (var index = 0; index < Board.Connectors.Count; index++)
        {
            CheckConnector(Board.Connectors[index], $"$.connectors[{index}]");
        }
    }

    private void CheckConnector(ConnectorRoles roles, string path)
    {
        CheckRole<IRelay>(roles.Contactor, $"{path}.contactor", "a relay");
        CheckRole<ICableLock>(roles.Lock, $"{path}.lock", "a cable lock");
        CheckRole<IEnergyMeter>(roles.Meter, $"{path}.meter", "an energy meter");
        CheckRole<IChargeController>(roles.Controller, $"{path}.controller", "a charge controller");
        CheckRole<IPlugSensor>(roles.Plug, $"{path}.plug", "a plug sensor");
        CheckRole<IRfidReader>(roles.Reader, $"{path}.reader", "an RFID reader");
        if (roles is { Cable: CableKind.Fixed, Lock: not null })
        {
            throw new BoardException(Board.File, $"{path}.lock", "a fixed cable has no lock; expected no such key");
        }

        if (roles is { Current: CurrentKind.Dc, MaxPowerW: null })
        {
            throw new BoardException(Board.File, $"{path}.maxPowerW", "missing; a DC connector is bounded by power too");
        }
    }

    private void CheckRole<TContract>(string? name, string path, string noun)
    {
        if (name is null)
        {
            return;
        }

        var device = Board.Device(name, path);
        if (!DriverOf(device).DeviceType.IsAssignableTo(typeof(TContract)))
        {
            throw new BoardException(Board.File, path, $"'{name}' is driven by {device.Driver}, which is not {noun}");
        }
    }
}
