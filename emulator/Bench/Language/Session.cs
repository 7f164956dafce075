using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Bench.Language;

/// <summary>One speaker of the language: a console, a scenario. It remembers the connector spoken of and what was seen already.</summary>
public sealed class Session
{
    private readonly Workbench? _bench;

    public Session(Workbench bench)
        : this(bench.Site, bench.Faults) => _bench = bench;

    /// <summary>Speaks to a board without a station.</summary>
    internal Session(Site site, FaultInjector faults) => (Site, Faults) = (site, faults);

    /// <exception cref="BenchException">The board is alone.</exception>
    public Workbench Bench => _bench ?? throw new BenchException("the board is alone: its station runs elsewhere");

    /// <summary>There is a station beside the board.</summary>
    internal bool HasStation => _bench is not null;

    internal Site Site { get; }

    internal FaultInjector Faults { get; }

    /// <summary>The connector that a verb means when it names none.</summary>
    public int Connector { get; set; } = 1;

    /// <summary>
    /// Whether a driver looks what comes of plugging, showing a card and pulling before he goes on, as people do. Off in scenarios: they
    /// say what they wait for.
    /// </summary>
    public bool Settles { get; init; }

    /// <summary>Frames before this one were spoken of already; expectations look behind it.</summary>
    public int FramePosition { get; set; }

    /// <summary>Attempts to connect before this one were spoken of already.</summary>
    public int DialPosition { get; set; }

    /// <summary>Actions that were called by name, which may be none of the standard: so they may be expected, too.</summary>
    public ISet<string> Called { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Where the charging profile begins that was set last; null before one was.</summary>
    public DateTimeOffset? ScheduleStart { get; set; }

    /// <summary>The physical side of a connector.</summary>
    /// <exception cref="BenchException">There is none.</exception>
    internal SiteConnector Physical(int number) => Plugging.At(Site, number);

    /// <summary>The connector named next, else the one spoken of.</summary>
    public int TakeConnector(Words words) => words.TryTakeNumber() ?? Connector;
}
