using System.Globalization;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The physical world of one charging station. It belongs to the bench and survives the station: what software leaves behind,
/// a pin left high, a lock left closed, is found again by the next one that starts.
/// </summary>
/// <remarks>Used on one loop only. Events are raised inline, at the instant of their cause; an idle site ticks not at all.</remarks>
public sealed class Site
{
    private readonly TimeProvider _time;
    private readonly RandomSource _random;
    private int _vehicles;

    public Site(TimeProvider time, RandomSource random, SiteDescription description)
    {
        _time = time;
        _random = random;
        Supply = new Supply(time, random.Fork("supply"));
        EnableRelay = description.EnableDropOut is { } dropOut ? new EnableRelay(time, dropOut) : null;
        IInterlock[] interlocks = EnableRelay is null ? [Supply, EmergencyStop] : [Supply, EmergencyStop, EnableRelay];
        Antennas = description.Readers.ToDictionary(name => name, _ => new Antenna(time), StringComparer.Ordinal);
        Connectors = [.. description.Connectors.Select((connector, index) =>
            new SiteConnector(time, index + 1, Supply, interlocks, connector))];
        Computer = new Computer(time, Supply, description.BatteryLasts);
    }

    public Supply Supply { get; }

    /// <summary>Null where the contactors' coils hang on none.</summary>
    public EnableRelay? EnableRelay { get; }

    public EmergencyStopButton EmergencyStop { get; } = new();

    public Door Door { get; } = new();

    public Radio Radio { get; } = new();

    public Computer Computer { get; }

    public OperatorRecords Records { get; } = new();

    /// <summary>By the reader's name.</summary>
    public IReadOnlyDictionary<string, Antenna> Antennas { get; }

    /// <summary>Connector 1 is the first.</summary>
    public IReadOnlyList<SiteConnector> Connectors { get; }

    /// <summary>Connector by its number from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such connector.</exception>
    public SiteConnector Connector(int number) =>
        number >= 1 && number <= Connectors.Count
            ? Connectors[number - 1]
            : throw new ArgumentOutOfRangeException(nameof(number), number, $"expected 1 to {Connectors.Count}");

    /// <summary>A vehicle drives up. It is not plugged in yet.</summary>
    public Vehicle Arrive(VehicleModel model, double stateOfChargePercent = 20, string? evccId = null)
    {
        _vehicles++;
        var random = _random.Fork(string.Create(CultureInfo.InvariantCulture, $"vehicle {_vehicles}"));
        return new Vehicle(_time, random, model, stateOfChargePercent, evccId);
    }
}

/// <summary>
/// The operator's own records of who may charge, at the far end of the line behind the central system. A station never sees them;
/// it hears what a central system reads in them.
/// </summary>
public sealed class OperatorRecords
{
    /// <summary>A central system answers by them. Somebody else's has its own.</summary>
    public bool AreRead { get; set; }

    /// <summary>They say the opposite of what was sent to local lists, as after a change that was never sent out.</summary>
    public bool ContradictLocalLists { get; set; }
}
