using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>The parts of a board whose drivers are known; each of the others has left a problem behind.</summary>
internal sealed class PlannedParts
{
    private readonly Dictionary<string, PlannedBus> _buses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlannedDevice> _devices = new(StringComparer.Ordinal);
    private readonly Findings _findings;

    private PlannedParts(BoardFile board, Findings findings)
    {
        Board = board;
        _findings = findings;
        foreach (var bus in board.Buses.Values)
        {
            AddBus(bus);
        }

        foreach (var device in board.Devices.Values)
        {
            AddDevice(device);
        }
    }

    public BoardFile Board { get; }

    public IReadOnlyDictionary<string, PlannedBus> Buses => _buses;

    public IReadOnlyDictionary<string, PlannedDevice> Devices => _devices;

    public static PlannedParts Of(BoardFile board, Findings findings) => new(board, findings);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private void AddBus(BoardPart bus)
    {
        if (DriverList.Buses.FirstOrDefault(driver => driver.Name == bus.Driver) is { } driver)
        {
            _buses.Add(bus.Name, new PlannedBus(bus, driver, _findings.Read(() => driver.ReadOptions(bus))));
        }
        else
        {
            RefuseDriver(bus, "bus", DriverList.Buses.Select(driver => driver.Name));
        }
    }

    private void AddDevice(BoardPart device)
    {
        if (DriverList.Devices.FirstOrDefault(driver => driver.Name == device.Driver) is { } driver)
        {
            _devices.Add(
                device.Name,
                new PlannedDevice(device, driver, BusOf(device, driver), _findings.Read(() => driver.ReadOptions(device))));
        }
        else
        {
            RefuseDriver(device, "device", DriverList.Devices.Select(driver => driver.Name));
        }
    }

    private PlannedBus? BusOf(BoardPart device, DeviceDriver driver)
    {
        var path = $"{device.Path}.bus";
        if (driver.BusKind == BusKind.None)
        {
            if (device.Bus is not null)
            {
                _findings.Refuse(path, $"{device.Driver} sits on no bus; expected no such key");
            }

            return null;
        }

        var fitting = Listed(Board.Buses.Values
            .Where(bus => DriverList.Buses.Any(candidate => candidate.Name == bus.Driver && candidate.Kind == driver.BusKind))
            .Select(bus => bus.Name));
        var expected = fitting.Length > 0 ? $"expected one of: {fitting}" : $"there is no {driver.BusKind} bus in $.buses yet";
        if (device.Bus is null)
        {
            _findings.Refuse(path, $"missing; {device.Driver} needs a {driver.BusKind} bus, {expected}");
            return null;
        }

        // A bus without a driver has said so already.
        if (!_buses.TryGetValue(device.Bus, out var bus) || bus.Driver.Kind == driver.BusKind)
        {
            return bus;
        }

        _findings.Refuse(path, $"'{device.Bus}' is a {bus.Driver.Kind} bus; {device.Driver} needs a {driver.BusKind} bus, {expected}");
        return null;
    }

    private void RefuseDriver(BoardPart part, string kind, IEnumerable<string> known) =>
        _findings.Refuse($"{part.Path}.driver", $"no {kind} driver is called '{part.Driver}'; expected one of: {Listed(known)}");
}
