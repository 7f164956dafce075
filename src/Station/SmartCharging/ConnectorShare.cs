using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.SmartCharging;

/// <summary>A connector as smart charging sees it: its transaction, and what its vehicle makes of its share.</summary>
internal sealed class ConnectorShare(StationClock clock, Connector connector)
{
    private const double LeastCurrentA = 1.0;

    /// <summary>A vehicle has 5 s to follow an offer (IEC 61851-1 annex A.5), a converter ramps, and the meter shows it a second later.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(9);

    private long _sharedAt;
    private ChargingRateUnit _unit;
    private decimal? _share;
    private decimal? _demand;
    private bool _wasIdle;

    public Connector Connector { get; } = connector;

    public ConnectorSupply Supply { get; } = ConnectorSupply.Of(connector.Devices.Roles);

    public Transaction? Transaction { get; private set; }

    /// <summary>AC phases that the vehicle was seen to draw from in this transaction.</summary>
    public int PhasesInUse { get; private set; }

    /// <summary>When the transaction began, by today's clock: a civil time that jumps does not move a relative schedule.</summary>
    public DateTimeOffset TransactionStart => clock.UtcNow - (Transaction?.Elapsed ?? TimeSpan.Zero);

    /// <summary>What the vehicle draws, as the supply has it.</summary>
    private decimal Drawn(ChargingRateUnit unit)
    {
        var reading = Connector.Devices.Meter.Latest;
        return unit == ChargingRateUnit.A && !Supply.IsDirectCurrent
            ? (decimal)(reading?.CurrentA ?? 0)
            : Supply.ConvertAtSupply(new RateLimit((decimal)Math.Max(0, reading?.PowerW ?? 0), ChargingRateUnit.W), unit);
    }

    /// <summary>Takes note of the transaction that runs now, or of none.</summary>
    public void Follow()
    {
        Transaction = Connector.Transaction;
        PhasesInUse = 0;
        _share = null;
        _demand = null;
        _wasIdle = false;
    }

    /// <summary>Looks at which phases carry current.</summary>
    /// <returns>True when they are more than were known.</returns>
    public bool NotePhases(MeterReading reading)
    {
        if (Transaction is null || Supply.IsDirectCurrent)
        {
            return false;
        }

        var known = PhasesInUse;
        PhasesInUse = Math.Max(known, reading.Phases.Count(phase => phase.CurrentA >= LeastCurrentA));
        return PhasesInUse > known;
    }

    /// <summary>
    /// What this connector asks of a limit of the whole station. A vehicle that draws less than its share for a while wants what it draws and
    /// a little more, until it takes that too.
    /// </summary>
    /// <param name="own">What its own profiles allow, in its natural unit; null for no bound.</param>
    public ConnectorDemand ClaimOn(RateLimit total, decimal? own)
    {
        var hardware = EnergyLimit.Of(Connector.Devices);
        var most = (decimal)(Supply.IsDirectCurrent ? hardware.MaxPowerW ?? 0 : hardware.MaxCurrentA);
        var least = (decimal)(Supply.IsDirectCurrent ? hardware.MinPowerW : hardware.MinCurrentA);
        var cap = AtSupply(Math.Min(own ?? most, most), total);
        var minimum = AtSupply(least, total);
        Observe(total.Unit, minimum);
        return new ConnectorDemand(minimum, _demand is { } demand ? Math.Min(cap, Math.Max(demand, minimum)) : cap, !_wasIdle);
    }

    /// <summary>Remembers the share it got, in the unit of the station's limit.</summary>
    public void Take(decimal share, ChargingRateUnit unit)
    {
        if (share != _share || unit != _unit)
        {
            _sharedAt = clock.Time.GetTimestamp();
            _share = share;
            _unit = unit;
        }
    }

    private void Observe(ChargingRateUnit unit, decimal minimum)
    {
        if (_share is not { } share || unit != _unit || share < minimum || clock.Time.GetElapsedTime(_sharedAt) < s_settled)
        {
            return;
        }

        // One ampere of three phases more than it takes, so that it can show that it wants more.
        var headroom = Supply.ConvertAtSupply(new RateLimit(1, ChargingRateUnit.A), unit);
        var drawn = Drawn(unit);
        _wasIdle = drawn < headroom / 2;
        if (drawn >= share - (headroom / 2))
        {
            _demand = null;
        }
        else if (_demand is not { } demand || Math.Abs(drawn + headroom - demand) > headroom / 2)
        {
            _demand = drawn + headroom;
        }
    }

    private decimal AtSupply(decimal natural, RateLimit total) =>
        Supply.ConvertAtSupply(new RateLimit(natural, Supply.NaturalUnit, total.NumberPhases), total.Unit, PhasesInUse);
}
