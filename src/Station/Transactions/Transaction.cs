using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// One transaction, from the logged start to the logged end. While it runs, the <see cref="ConnectorSession"/> of its connector takes its steps, and
/// the log moves its stamps; all others only read.
/// </summary>
public sealed class Transaction
{
    private DateTimeOffset _startedAt;
    private DateTimeOffset _aliveAt;
    private DateTimeOffset _lastStampAt;
    private IdToken? _groupIdToken;
    private StopReason? _stopReason;
    private IdToken? _stopIdToken;
    private long _meterLastWh;

    /// <summary>Our own number for it, unique over the life of the station's store; the central system's comes later.</summary>
    public required long Key { get; init; }

    /// <summary>Our own id for it, unique in the world.</summary>
    public required string Id { get; init; }

    public required int ConnectorId { get; init; }

    public required IdToken IdToken { get; init; }

    /// <summary>The group whose other members may end it, where one is known.</summary>
    public IdToken? GroupIdToken
    {
        get => _groupIdToken;
        init => _groupIdToken = value;
    }

    public int? ReservationId { get; init; }

    /// <summary>The TxProfile that its remote start brought along.</summary>
    public ChargingProfile? ChargingProfile { get; init; }

    public required DateTimeOffset StartedAt
    {
        get => _startedAt;
        init => _startedAt = value;
    }

    /// <summary>The time within it; null for one of a run before, of which nothing is measured any more.</summary>
    public TransactionTime? Time { get; init; }

    /// <summary>The meter's register in Wh when it began.</summary>
    public required long MeterStartWh { get; init; }

    /// <summary>What the meter said of itself when it began, or null.</summary>
    public string? MeterSerialNumber { get; init; }

    /// <summary>The era of the register that it is counted by (<see cref="RegisterWatch.Era"/>).</summary>
    internal int RegisterEra { get; init; }

    /// <summary>The meter's register in Wh as it was believed last.</summary>
    public long MeterLastWh
    {
        get => _meterLastWh;
        init => _meterLastWh = value;
    }

    /// <summary>When it was last known to run.</summary>
    public DateTimeOffset AliveAt
    {
        get => _aliveAt;
        init => _aliveAt = value;
    }

    /// <summary>The number the central system gave it; null until it has.</summary>
    public long? CentralSystemId { get; set; }

    /// <summary>The register in Wh when the central system declared the token not accepted; null while it has not.</summary>
    public long? InvalidatedAtWh { get; private set; }

    /// <summary>The contactor has been closed for it at least once.</summary>
    public bool WasEnergised { get; private set; }

    /// <summary>Set when the stop sequence begins.</summary>
    public StopReason? StopReason
    {
        get => _stopReason;
        init => _stopReason = value;
    }

    /// <summary>The token that ended it, where one was presented.</summary>
    public IdToken? StopIdToken
    {
        get => _stopIdToken;
        init => _stopIdToken = value;
    }

    public DateTimeOffset? StoppedAt { get; private set; }

    public long? MeterStopWh { get; private set; }

    /// <summary>
    /// meterStop is the last believed reading, because at the end the meter did not answer, another one did, or its register had not
    /// gone on from it.
    /// </summary>
    public bool MeterStopIsStale { get; private set; }

    /// <summary>What was measured at its begin, for the report of its end; null where nothing was asked for.</summary>
    public MeterSample? SampleAtBegin { get; init; }

    /// <summary>What was measured at its end; null where nothing was asked for or known.</summary>
    public MeterSample? SampleAtEnd { get; private set; }

    public bool IsStopping => StopReason is not null;

    /// <summary>How long it has run; zero for one of a run before.</summary>
    public TimeSpan Elapsed => Time is { } time ? time.Now - StartedAt : TimeSpan.Zero;

    /// <summary>A stamp of this transaction: <paramref name="at"/> by its own time, or the latest that it has where that is later.</summary>
    public DateTimeOffset Stamp(DateTimeOffset at)
    {
        _lastStampAt = new[] { StartedAt, _lastStampAt, at }.Max();
        return _lastStampAt;
    }

    /// <summary>Whether somebody of the group <paramref name="groupIdToken"/> may end it.</summary>
    public bool IsOfGroup(IdToken? groupIdToken) => GroupIdToken?.IsSameAs(groupIdToken) == true;

    /// <summary>The clock it was stamped by turned out to be wrong, and no stamp of it has been read: every one moves.</summary>
    internal void Correct(TimeSpan moved)
    {
        Time?.Correct(moved);
        _lastStampAt += _lastStampAt == default ? TimeSpan.Zero : moved;
        _startedAt += moved;
        _aliveAt += moved;
        StoppedAt += moved;
    }

    /// <summary>It runs still.</summary>
    internal void NoteAlive(DateTimeOffset at) => _aliveAt = at;

    /// <summary>The register that it is counted by is believed to have come so far.</summary>
    internal void Count(long registerWh) => _meterLastWh = Math.Max(_meterLastWh, registerWh);

    internal void NoteEnergised() => WasEnergised = true;

    /// <summary>The group was not known before the central system has named it. One that is known stays.</summary>
    internal void LearnGroup(IdToken? groupIdToken) => _groupIdToken ??= groupIdToken;

    /// <summary>The central system does not accept its token.</summary>
    internal void Invalidate() => InvalidatedAtWh ??= MeterLastWh;

    /// <summary>The stop sequence begins.</summary>
    /// <param name="idToken">The token that was presented for it, if any.</param>
    internal void Stop(StopReason reason, IdToken? idToken = null)
    {
        _stopReason = reason;
        _stopIdToken = idToken;
    }

    /// <summary>All that is reported of its end is known.</summary>
    /// <param name="isStale">See <see cref="MeterStopIsStale"/>.</param>
    internal void Close(DateTimeOffset stoppedAt, long meterStopWh, bool isStale = false, MeterSample? sample = null)
    {
        StoppedAt = stoppedAt;
        MeterStopWh = meterStopWh;
        MeterStopIsStale = isStale;
        SampleAtEnd = sample;
    }
}
