using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Devices;

namespace ChargerFirmware.Composition;

/// <summary>The devices of one board, each constructed once however many roles it plays.</summary>
internal sealed class DeviceSet : IDisposable
{
    private readonly BoardPlan _plan;
    private readonly OpenBuses _buses;

    /// <summary>In the order of the board file; null where none is open.</summary>
    private readonly object?[] _devices;

    private DeviceSet(BoardPlan plan, Loop loop, IBoardBuses buses)
    {
        _plan = plan;
        _buses = new OpenBuses(loop, plan.Board, buses);
        _devices = new object?[plan.Board.Devices.Count];
    }

    /// <summary>Opens every device of the board, those without a role too: a wrong one must fail now.</summary>
    /// <exception cref="BoardException">One cannot be opened; nothing stays open.</exception>
    public static DeviceSet Open(BoardPlan plan, Loop loop, IBoardBuses buses)
    {
        var set = new DeviceSet(plan, loop, buses);
        try
        {
            foreach (var device in plan.Board.Devices.Values)
            {
                set._devices[device.Index] = plan.DriverOf(device).Create(set._buses, device);
            }

            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>What is counted on the buses of these devices.</summary>
    public BusTraffic Traffic => _buses.Traffic;

    /// <summary>The devices in their roles.</summary>
    public StationDevices InRoles(Func<string, IRfidReader, IRfidReader> besideReader)
    {
        var readers = new Dictionary<string, IRfidReader>(StringComparer.Ordinal);
        var station = _plan.Board.Station;
        return new StationDevices
        {
            EmergencyStop = Find<IContact>(station.EmergencyStop),
            Door = Find<IContact>(station.Door),
            Mains = Find<IContact>(station.Mains),
            Signal = Find<ISignalSensor>(station.Signal),
            EnableLine = Find<IEnableLine>(station.EnableLine),
            Connectors = [.. _plan.Board.Connectors.Select((roles, index) => new ConnectorDevices
            {
                ConnectorId = index + 1,
                Roles = roles,
                Contactor = Find<IRelay>(roles.Contactor)!,
                Upstream = Find<IRelay>(roles.Upstream),
                Lock = Find<ICableLock>(roles.Lock),
                Meter = Find<IEnergyMeter>(roles.Meter)!,
                Controller = Find<IChargeController>(roles.Controller)!,
                Plug = Find<IPlugSensor>(roles.Plug ?? roles.Controller)!,
                Temperature = Find<ITemperatureSensor>(roles.Temperature),
                ResidualCurrent = Find<IContact>(roles.ResidualCurrent),
                ResidualCurrentMonitor = Find<IResidualCurrentMonitor>(roles.ResidualCurrentMonitor),
                Insulation = Find<IContact>(roles.Insulation),
                InsulationMonitor = Find<object>(roles.Controller) as IInsulationMonitor,
                Earth = Find<IContact>(roles.Earth),
                Reader = Reader(roles.Reader ?? station.Reader),
            })],
        };

        IRfidReader? Reader(string? name)
        {
            if (name is null)
            {
                return null;
            }

            if (!readers.TryGetValue(name, out var reader))
            {
                readers.Add(name, reader = besideReader(name, Find<IRfidReader>(name)!));
            }

            return reader;
        }
    }

    /// <summary>Lets go of the devices in the reverse order of their opening, then of the buses.</summary>
    public void Dispose()
    {
        foreach (var device in _devices.Reverse().OfType<IDisposable>())
        {
            device.Dispose();
        }

        Array.Clear(_devices);
        _buses.Dispose();
    }

    private TContract? Find<TContract>(string? name)
        where TContract : class => name is null ? null : (TContract)_devices[_plan.Board.Devices[name].Index]!;
}
