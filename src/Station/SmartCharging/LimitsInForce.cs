using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.SmartCharging;

/// <summary>
/// Brings the installed profiles and what an operator has set to the connectors: at every change of theirs, of a transaction, of the clock,
/// and at every instant at which a schedule changes. No profile binds a connector without a transaction.
/// </summary>
/// <remarks>
/// The limit of the whole station is divided by <see cref="FairShare"/>. While several transactions share it, it is looked at again every
/// ten seconds: what a vehicle does not draw goes to the others.
/// </remarks>
internal sealed class LimitsInForce : IDisposable
{
    private static readonly TimeSpan s_shareAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_soonest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_latest = TimeSpan.FromDays(1);

    private readonly Loop _loop;
    private readonly StationClock _clock;
    private readonly InstalledProfiles _profiles;
    private readonly OperatorLimits _operator;
    private readonly List<ConnectorShare> _shares;
    private readonly ITimer _timer;

    public LimitsInForce(
        Loop loop, StationClock clock, IReadOnlyList<Connector> connectors, InstalledProfiles profiles, OperatorLimits operatorLimits)
    {
        _loop = loop;
        _clock = clock;
        _profiles = profiles;
        _operator = operatorLimits;
        _shares = [.. connectors.Select(connector => new ConnectorShare(clock, connector))];
        _timer = loop.Time.CreateTimer(static limits => ((LimitsInForce)limits!).Update(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Moved += Update;
        operatorLimits.Changed += Update;
        Action<Transaction> onBeganOrEnded = OnBeganOrEnded;
        foreach (var share in _shares)
        {
            share.Connector.TransactionBeganOrEnded += onBeganOrEnded;
            share.Connector.Devices.Meter.Read += reading => OnMeterRead(share, reading);
        }
    }

    /// <summary>One for each connector, in their order.</summary>
    public IReadOnlyList<ConnectorShare> Shares => _shares;

    /// <summary>Works out what holds now and sets the connectors' limits on the next turn: they may be in the middle of theirs.</summary>
    public void Update()
    {
        var now = _clock.UtcNow;
        var stack = new ProfileStack(_profiles.All);
        var busy = _shares.FindAll(share => share.Transaction is not null);
        var own = busy.ConvertAll(share => Least(OwnLimit(share, stack, now), OrderedLimit(share)));
        var station = stack.StationLimitAt(now);
        var limits = station is { } total ? ShareOut(total, busy, own) : own;
        foreach (var share in _shares)
        {
            var place = busy.IndexOf(share);
            SetLimit(share.Connector, place < 0 ? OrderedLimit(share) : limits[place]);
        }

        Arm(stack, now, isShared: station is not null && busy.Count > 1);
    }

    public void Dispose()
    {
        _clock.Moved -= Update;
        _operator.Changed -= Update;
        _timer.Dispose();
    }

    private static decimal? OwnLimit(ConnectorShare share, ProfileStack stack, DateTimeOffset now) =>
        stack.TransactionLimitAt(share.Connector.Id, now, share.TransactionStart) is { } limit
            ? share.Supply.Convert(limit, share.Supply.NaturalUnit, share.PhasesInUse)
            : null;

    private static decimal? Least(decimal? one, decimal? other) => one is { } known && other is { } also ? Math.Min(known, also) : one ?? other;

    /// <summary>What an operator has set; it holds without a transaction, too.</summary>
    private decimal? OrderedLimit(ConnectorShare share) => _operator.OrderAt(share.Connector.Id).Bound(share.Supply) is { } limit
        ? share.Supply.Convert(limit, share.Supply.NaturalUnit, share.PhasesInUse)
        : null;

    /// <summary>In the order in which the transactions began.</summary>
    private static List<decimal?> ShareOut(RateLimit total, List<ConnectorShare> busy, List<decimal?> own)
    {
        var order = Enumerable.Range(0, busy.Count).OrderBy(place => busy[place].Transaction!.Key).ToList();
        var shares = FairShare.Divide(total.Value, order.ConvertAll(place => busy[place].ClaimOn(total, own[place])));
        var limits = new List<decimal?>(own);
        for (var turn = 0; turn < order.Count; turn++)
        {
            var (share, place) = (busy[order[turn]], order[turn]);
            share.Take(shares[turn], total.Unit);
            var limit = share.Supply.ConvertFromSupply(total with { Value = shares[turn] }, share.Supply.NaturalUnit, share.PhasesInUse);
            limits[place] = Math.Min(own[place] ?? limit, limit);
        }

        return limits;
    }

    private void SetLimit(Connector connector, decimal? limit)
    {
        if (connector.ProfileLimit != limit)
        {
            connector.SetProfileLimit(limit);
            _loop.Post(connector.Evaluate);
        }
    }

    private void Arm(ProfileStack stack, DateTimeOffset now, bool isShared)
    {
        var due = isShared ? s_shareAgain : Timeout.InfiniteTimeSpan;
        foreach (var share in _shares)
        {
            if (stack.NextChange(share.Connector.Id, now, share.TransactionStart) is { } change &&
                (due == Timeout.InfiniteTimeSpan || change - now < due))
            {
                due = TimeSpan.FromTicks(Math.Clamp((change - now).Ticks, s_soonest.Ticks, s_latest.Ticks));
            }
        }

        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnBeganOrEnded(Transaction transaction)
    {
        var share = _shares[transaction.ConnectorId - 1];
        share.Follow();
        if (share.Transaction is null)
        {
            Forget(share);
        }
        else if (transaction.ChargingProfile is { } profile)
        {
            Adopt(share, profile);
        }

        Update();
    }

    /// <summary>A TxProfile ends with its transaction.</summary>
    private void Forget(ConnectorShare share)
    {
        var removal = _profiles.Remove(profile => profile.Purpose == ProfilePurpose.TxProfile && profile.ConnectorId == share.Connector.Id);
        if (removal is not null)
        {
            _loop.Start(() => removal);
        }
    }

    /// <summary>The profile of a remote start becomes the TxProfile of the transaction that it has started.</summary>
    private void Adopt(ConnectorShare share, ChargingProfile profile)
    {
        var own = profile.Anchored(_clock.UtcNow) with { ConnectorId = share.Connector.Id, TransactionKey = share.Transaction!.Key };
        var installation = _profiles.InstallAsync(own);
        _loop.Start(() => installation);
    }

    private void OnMeterRead(ConnectorShare share, MeterReading reading)
    {
        if (share.NotePhases(reading) && (_profiles.All.Count > 0 || _operator.HasOrders))
        {
            Update();
        }
    }
}
