using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// What happened at the station, in order: each event would survive a power cut before any reader gets it, and stays until every
/// reader has passed it. Used on the loop only.
/// </summary>
/// <remarks>
/// An event that no reader takes is written nowhere; <see cref="Happened"/> is raised for it all the same. Begin and samples of a
/// transaction stay until all who take them have passed its end, because that reports them again.
/// </remarks>
public sealed class EventLog
{
    /// <summary>Events from which on the oldest samples go for every new one. Begins, ends and signed values are kept beyond it.</summary>
    public const int Capacity = 50_000;

    private readonly WatchedStore _store;
    private readonly StationClock _clock;
    private readonly EventNumbers _numbers;
    private readonly RandomSource _transactionIds;
    private readonly ILogger _logger;
    private StoredLog? _stored;
    private readonly EventReaders _readers;
    private readonly HeldEvents _held;
    private readonly Dictionary<long, Transaction> _running = [];
    private readonly LinkedList<StationEvent> _withheld = [];
    private readonly LostCommits _lost;
    private readonly StampCorrection _correction;
    private readonly long _lastKeyOfEarlierRuns;
    private long _lastKey;

    public EventLog(WatchedStore store, StationClock clock, RandomSource random, ILogger logger, int capacity = Capacity)
    {
        _store = store;
        _clock = clock;
        _transactionIds = random.ForIds("transactions");
        _readers = new EventReaders(logger, capacity);
        _logger = logger;
        var stored = _stored = StoredLog.Read(store, logger);
        _numbers = new EventNumbers(stored.Last, clock, random);
        _held = new HeldEvents(_readers, stored.Histories);
        _lastKey = stored.LastKey;
        _lastKeyOfEarlierRuns = _lastKey;
        Interrupted = stored.Interrupted;
        LegacyIds = stored.LegacyIds;
        _lost = new LostCommits(store, Interrupted, logger);
        store.HoldForNext(stored.Migration);
        _correction = new StampCorrection(store, clock, _numbers, _readers, _held, _running);
        store.Kept += Release;
    }

    /// <summary>Something happened. Readers may have to wait for it until it would survive a restart. Raised on the loop.</summary>
    public event Action<StationEvent>? Happened;

    /// <summary>The transactions that had not ended when the station last went down, as they were last known.</summary>
    public IReadOnlyList<Transaction> Interrupted { get; }

    /// <inheritdoc cref="StoredLog.LegacyIds"/>
    public IReadOnlyDictionary<long, long?> LegacyIds { get; }

    /// <summary>The transactions that run, by their own number; without those of an earlier run.</summary>
    public IReadOnlyCollection<Transaction> Running => _running.Values;

    /// <inheritdoc cref="StampCorrection.Kept"/>
    public Task CorrectionKept => _correction.Kept;

    /// <summary>The transaction that an event belongs to, while it runs and in the event of its end; else null.</summary>
    public Transaction? TransactionOf(StationEvent happened) => happened.TransactionKey is not { } key ? null
        : _running.GetValueOrDefault(key) ?? Interrupted.FirstOrDefault(transaction => transaction.Key == key);

    /// <summary>Begins or goes on to read. Called once for each reader, before anything happens.</summary>
    /// <param name="name">Under which its place is kept.</param>
    /// <param name="fromNow">A new reader gets nothing of what happened before; otherwise all that the log still holds.</param>
    /// <exception cref="InvalidOperationException">It has begun.</exception>
    public EventCursor Open(string name, EventKinds kinds, bool fromNow)
    {
        var stored = _stored ?? throw new InvalidOperationException($"the reader {name} has to be opened before anything happens");
        if (!stored.Positions.TryGetValue(name, out var position) && fromNow)
        {
            position = _numbers.Last.Sequence;
            _store.HoldForNext([EventRows.PutPosition(name, position)]);
        }

        var place = new ReaderQueue(name, kinds, position);
        foreach (var happened in stored.Events)
        {
            if (place.WaitsFor(happened))
            {
                place.Add(happened);
            }
        }

        _readers.Add(place);
        return new EventCursor(place, _held);
    }

    /// <summary>Every reader has been opened: what none of them needs goes.</summary>
    public void Begin()
    {
        if (_stored is not { } stored)
        {
            return;
        }

        _stored = null;
        var unneeded = stored.Events.Where(happened => !_held.IsNeeded(happened)).Select(EventRows.Delete)
            .Concat(stored.Corrections.Where(correction => !stored.Events.Exists(correction.IsAbout)).Select(EventRows.Delete)).ToList();
        if (unneeded.Count > 0)
        {
            _store.HoldForNext(unneeded);
        }
    }

    /// <summary>A number that no transaction of this store had before.</summary>
    public long NextKey() => ++_lastKey;

    /// <summary>An id that no transaction in the world had before.</summary>
    public string NextTransactionId() => _transactionIds.NextGuid().ToString();

    /// <param name="trigger">What let it begin.</param>
    /// <exception cref="IOException">The store cannot be written: the transaction has not begun.</exception>
    public async Task StartedAsync(Transaction transaction, EventTrigger trigger = EventTrigger.Authorized)
    {
        var started = _numbers.Give(new TransactionStarted
        {
            ConnectorId = transaction.ConnectorId,
            TransactionKey = transaction.Key,
            Trigger = trigger,
            StampedAt = transaction.StartedAt,
            ClockWasKnown = _clock.IsSynchronised,
            TransactionId = transaction.Id,
            IdToken = transaction.IdToken,
            GroupIdToken = transaction.GroupIdToken,
            ReservationId = transaction.ReservationId,
            MeterStartWh = transaction.MeterStartWh,
            MeterSerialNumber = transaction.MeterSerialNumber,
            Sample = transaction.SampleAtBegin,
        });
        var corrected = _correction.Latest;
        try
        {
            await _store.CommitAsync(
                [EventRows.Put(started), EventRows.PutCheckpoint(transaction), EventRows.PutLastKey(_lastKey), EventRows.Put(_numbers.Last)]);
        }
        catch (IOException)
        {
            // A disk may fail behind what it has carried out.
            _store.Hold([EventRows.Delete(started), EventRows.DeleteCheckpoint(transaction.Key)]);
            throw;
        }

        if (corrected != _correction.Latest)
        {
            transaction.Correct(_correction.Latest!.By);
            _store.Hold([EventRows.PutCheckpoint(transaction)]);
        }

        var history = new TransactionHistory(started);
        _held.Add(transaction.Key, history);
        if (started.Sample is not null)
        {
            history.Keep(started);
        }

        _running.Add(transaction.Key, transaction);
        _logger.LogInformation(
            "Connector {ConnectorId}: transaction {TransactionKey} has begun at {MeterStartWh} Wh",
            transaction.ConnectorId, transaction.Key, transaction.MeterStartWh);
        HandOn(started);
    }

    /// <summary>
    /// How far running transactions have come, so that one that is cut short is ended by what was last known of it. What cannot be
    /// written is let go; the next one says more.
    /// </summary>
    public Task ProgressedAsync(IReadOnlyList<Transaction> running) => _store.CommitOrHoldAsync(
        [.. running.Where(transaction => transaction.MeterStopWh is null).Select(EventRows.PutCheckpoint)]);

    /// <summary>A sample of a running transaction. What cannot be written is held in memory and read from there.</summary>
    /// <param name="reported">The values that are reported at once.</param>
    /// <param name="kept">The values that are reported with the end.</param>
    public async Task SampledAsync(
        Transaction transaction, DateTimeOffset at, ReadingContext context, IReadOnlyList<MeasuredValue> reported, IReadOnlyList<MeasuredValue> kept)
    {
        var merged = TransactionSampled.Merge(reported, kept);
        var sampled = new TransactionSampled
        {
            Sequence = _numbers.NextSequence(),
            ConnectorId = transaction.ConnectorId,
            TransactionKey = transaction.Key,
            Trigger = context == ReadingContext.SampleClock ? EventTrigger.MeterValueClock : EventTrigger.MeterValuePeriodic,
            StampedAt = at,
            ClockWasKnown = _clock.IsSynchronised,
            Context = context,
            Values = merged.Values,
            Reported = merged.Reported,
            Kept = merged.Kept,
        };

        // A transaction that is cut short now must not end before what is reported of it.
        transaction.NoteAlive(at > transaction.AliveAt ? at : transaction.AliveAt);
        var changes = new List<StoreChange> { EventRows.Put(sampled), EventRows.PutCheckpoint(transaction) };
        if (kept.Count > 0)
        {
            _held.Keep(_held.HistoryOf(transaction.Key), sampled, changes);
        }

        await _store.CommitOrHoldAsync(changes);
        HandOn(sampled);
    }

    /// <summary>
    /// The end of a transaction. While it is in memory only, no reader gets it, nor what comes behind it for that reader: a restart would not
    /// know of it, end the transaction anew, and report a second end with another time and reason.
    /// </summary>
    public async Task EndedAsync(Transaction transaction)
    {
        var history = _held.HistoryOf(transaction.Key);
        var changes = new List<StoreChange>();
        var ended = _numbers.Give(new TransactionEnded
        {
            ConnectorId = transaction.ConnectorId,
            TransactionKey = transaction.Key,
            Trigger = TransactionEnded.TriggerOf(transaction.StopReason!.Value),
            StampedAt = transaction.StoppedAt!.Value,
            ClockWasKnown = _clock.IsSynchronised,
            IsOfEarlierRun = transaction.Key <= _lastKeyOfEarlierRuns,
            StopReason = transaction.StopReason.Value,
            StopIdToken = transaction.StopIdToken,
            MeterStartWh = transaction.MeterStartWh,
            MeterStopWh = transaction.MeterStopWh!.Value,
            MeterStopIsStale = transaction.MeterStopIsStale,
            StartStampedAt = transaction.StartedAt,
            CentralSystemId = transaction.CentralSystemId,
            Sample = transaction.SampleAtEnd,
            Data = [],
            MayHaveEndedBefore = _lost.CastDoubtOn(transaction, changes),
        });
        if (ended.Sample is not null)
        {
            _held.Keep(history, ended, changes);
        }

        ended = ended with { Data = [.. history.Data.Select(happened => happened.Sequence)] };
        if (ended.Sample is not null)
        {
            history.Replace(ended);
        }

        await _store.CommitOrHoldAsync(
            [EventRows.Put(ended), EventRows.DeleteCheckpoint(transaction.Key), EventRows.Put(_numbers.Last), .. changes]);
        history.Ended = ended;
        _logger.LogInformation(
            "Connector {ConnectorId}: transaction {TransactionKey} has ended at {MeterStopWh} Wh after {EnergyWh} Wh: {StopReason}",
            transaction.ConnectorId, transaction.Key, ended.MeterStopWh, ended.MeterStopWh - ended.MeterStartWh, ended.StopReason);
        if (!_store.IsKept)
        {
            _logger.LogError(
                "Connector {ConnectorId}: the end of transaction {TransactionKey} is in memory only, and is reported when it can be written. A restart "
                + "before that ends it by the meter",
                transaction.ConnectorId, transaction.Key);
        }

        HandOn(ended);
    }

    /// <summary>A fault was raised or cleared. What cannot be written is held in memory and read from there.</summary>
    /// <param name="with">What is written in the same commit.</param>
    public Task FaultChangedAsync(Fault fault, bool isRaised, int connectorId, long? transactionKey, StoreChange with) => AppendAsync(
        new FaultChanged
        {
            ConnectorId = connectorId,
            TransactionKey = transactionKey,
            Trigger = EventTrigger.FaultChanged,
            StampedAt = _clock.UtcNow,
            ClockWasKnown = _clock.IsSynchronised,
            IsRaised = isRaised,
            Fault = fault.Name,
            Class = fault.Class,
            ErrorCode = fault.ErrorCode,
            VendorErrorCode = fault.VendorErrorCode,
        },
        with);

    /// <summary>Something happened that nothing waits for. What cannot be written is held in memory and read from there.</summary>
    internal Task NoteAsync(StationEvent happened) => AppendAsync(happened);

    /// <summary>Whether a reader takes events of this kind.</summary>
    internal bool IsTaken(EventKinds kind) => _readers.Take(kind);

    private async Task AppendAsync(StationEvent happened, params StoreChange[] with)
    {
        if (!IsTaken(happened.Kind))
        {
            Happened?.Invoke(happened);
            return;
        }

        happened = _numbers.Give(happened);
        await _store.CommitOrHoldAsync([EventRows.Put(happened), EventRows.Put(_numbers.Last), .. with]);
        HandOn(happened);
    }

    /// <summary>It is durable, or the store has refused it and holds it; commits end in the order they were asked for, so all before it are, too.</summary>
    private void HandOn(StationEvent happened)
    {
        _withheld.AddLast(happened);
        try
        {
            Release();
            Happened?.Invoke(happened);
        }
        finally
        {
            if (happened is TransactionEnded)
            {
                _running.Remove(happened.TransactionKey!.Value);
            }
        }
    }

    /// <summary>Hands to the readers what they may know of by now.</summary>
    private void Release()
    {
        var ahead = EventKinds.None;
        for (LinkedListNode<StationEvent>? node = _withheld.First, next; node is not null; node = next)
        {
            next = node.Next;
            var happened = node.Value;
            if ((happened is TransactionEnded && !_store.IsKept) || _readers.TakeBoth(happened.Kind, ahead))
            {
                ahead |= happened.Kind;
                continue;
            }

            _withheld.Remove(node);
            _correction.Latest?.ApplyTo(happened);
            foreach (var sampled in _readers.Append(happened))
            {
                Drop(sampled);
            }
        }
    }

    /// <summary>It is no longer reported at once; the end may.</summary>
    private void Drop(TransactionSampled sampled)
    {
        if (!sampled.IsForEnd)
        {
            _store.Hold([EventRows.Delete(sampled)]);
            return;
        }

        var left = sampled with { IsDropped = true };
        _held.HistoryOf(sampled)!.Replace(left);
        _store.Hold([EventRows.Put(left)]);
    }
}
