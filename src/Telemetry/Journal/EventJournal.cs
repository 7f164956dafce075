using System.Buffers.Binary;
using System.Globalization;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry.Journal;

/// <summary>
/// Events that no broker has taken yet: begins and ends of transactions, faults that came and went. They are in the store before anybody
/// hears of them and leave it when a broker has answered, so neither an outage nor a power cut loses one. Used on the loop only.
/// </summary>
/// <remarks>
/// An event of a transaction costs no commit of its own: it goes with the one that begins or ends the transaction. That a broker took one is
/// written with the next commit, whenever that is; told again after a power cut in between, it has the same id.
/// </remarks>
public sealed class EventJournal
{
    /// <summary>Events that wait; beyond it the oldest fault goes, then the oldest of all.</summary>
    public const int Capacity = 10_000;

    private const string CounterKey = "counter";

    private readonly WatchedStore _store;
    private readonly StationClock _clock;
    private readonly Entropy _entropy;
    private readonly string _stationId;
    private readonly ILogger _logger;
    private readonly int _capacity;
    private readonly LinkedList<EventRow> _transactions = [];
    private readonly LinkedList<EventRow> _faults = [];
    private readonly long _firstOfThisRun;
    private EventCounter _counter = new(0, 0);

    public EventJournal(
        Isolation isolation, WatchedStore store, StationClock clock, Entropy entropy, string stationId, ILogger logger, int capacity = Capacity)
    {
        Isolation = isolation;
        _store = store;
        _clock = clock;
        _entropy = entropy;
        _stationId = stationId;
        _logger = logger;
        _capacity = capacity;
        isolation.Run(Load);
        _firstOfThisRun = _counter.LastSequence + 1;
        clock.Synchronised += moved => isolation.Run(() => Correct(moved));
    }

    /// <summary>Where everything that is not the station's own business runs.</summary>
    public Isolation Isolation { get; }

    /// <summary>There is something new to tell, or less to tell. Raised on the loop.</summary>
    public event Action? Changed;

    /// <summary>Events that wait.</summary>
    public int Count => _transactions.Count + _faults.Count;

    /// <summary>Events that were dropped for want of room, over the life of the store.</summary>
    public long Dropped => _counter.Dropped;

    /// <summary>The oldest event of a transaction, or null.</summary>
    public EventRow? NextOfTransactions => _transactions.First?.Value;

    /// <summary>The oldest event of a fault, or null.</summary>
    public EventRow? NextOfFaults => _faults.First?.Value;

    /// <summary>Makes the event of a begin or an end part of the next commit, which is that of the transaction itself.</summary>
    /// <param name="isOfBefore">It ends a transaction of a run before this one.</param>
    internal EventRow Prepare(Transaction transaction, bool isOfBefore)
    {
        var hasEnded = transaction.StoppedAt is not null;
        var row = new EventRow(Transaction: new TransactionEvent
        {
            Id = NextId(),
            Sequence = NextSequence(),
            Event = hasEnded ? TransactionEvent.End : TransactionEvent.Begin,
            Station = _stationId,
            Connector = transaction.ConnectorId,
            Timestamp = transaction.StoppedAt ?? transaction.StartedAt,
            Transaction = transaction.Key,
            OcppTransactionId = transaction.CentralSystemId,
            ClockSynchronised = _clock.IsSynchronised,
            MeterWh = transaction.MeterStopWh ?? transaction.MeterStartWh,
            StartedAt = hasEnded ? transaction.StartedAt : null,
            EnergyWh = transaction.MeterStopWh - transaction.MeterStartWh,
            Reason = transaction.StopReason,
            MeterIsStale = hasEnded ? transaction.MeterStopIsStale : null,
        })
        {
            IsOfBefore = isOfBefore,
        };
        _store.HoldForNext([Put(row), PutCounter()]);
        return row;
    }

    /// <summary>What was prepared is durable: it may be told.</summary>
    internal void Append(EventRow row)
    {
        var events = ListOf(row);
        var before = events.Last;
        while (before is not null && before.Value.Head.Sequence > row.Head.Sequence)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            events.AddFirst(row);
        }
        else
        {
            events.AddAfter(before, row);
        }

        MakeRoom();
        Changed?.Invoke();
    }

    /// <summary>What was prepared has not happened: the store has refused it.</summary>
    internal void TakeBack(EventRow row) => _store.HoldForNext([StoreChange.Delete(StoreTables.TelemetryEvents, Key(row))]);

    /// <summary>Writes that a fault came or went. What the store refuses is held, and told from memory.</summary>
    /// <param name="with">What is written together with it.</param>
    public async Task AddAsync(Cause cause, bool isRaised, int connectorId, long? transaction, StoreChange with)
    {
        var row = new EventRow(Fault: new FaultEvent
        {
            Id = NextId(),
            Sequence = NextSequence(),
            Event = isRaised ? FaultEvent.Raised : FaultEvent.Cleared,
            Station = _stationId,
            Connector = connectorId,
            Timestamp = _clock.UtcNow,
            Transaction = transaction,
            ClockSynchronised = _clock.IsSynchronised,
            Fault = cause.Name,
            Class = cause.Class,
            ErrorCode = cause.ErrorCode,
            VendorErrorCode = cause.VendorErrorCode,
        });
        await _store.CommitOrHoldAsync([Put(row), PutCounter(), with]);
        Append(row);
    }

    /// <summary>The broker has it.</summary>
    public void Remove(EventRow row)
    {
        // It may have been dropped while it was under way, and it may carry another time by now.
        var events = ListOf(row);
        if (events.First is { } first && first.Value.Head.Sequence == row.Head.Sequence)
        {
            events.RemoveFirst();
            _store.HoldForNext([StoreChange.Delete(StoreTables.TelemetryEvents, Key(row))]);
            Changed?.Invoke();
        }
    }

    private static string Key(EventRow row) => row.Head.Sequence.ToString("D20", CultureInfo.InvariantCulture);

    private static StoreChange Put(EventRow row) => StoredJson.Put(StoreTables.TelemetryEvents, Key(row), row, EventJson.Default.EventRow);

    private StoreChange PutCounter() => StoredJson.Put(StoreTables.TelemetryEvents, CounterKey, _counter, EventJson.Default.EventCounter);

    private LinkedList<EventRow> ListOf(EventRow row) => row.Fault is null ? _transactions : _faults;

    /// <summary>A version 7 UUID (RFC 9562): the time stands before the chance, so that a store that was replaced repeats none.</summary>
    private Guid NextId()
    {
        Span<byte> chance = stackalloc byte[16];
        Span<byte> time = stackalloc byte[8];
        _entropy.NextGuid().TryWriteBytes(chance, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(time, _clock.UtcNow.ToUnixTimeMilliseconds());
        time[2..].CopyTo(chance);
        chance[6] = (byte)((chance[6] & 0x0F) | 0x70);
        return new Guid(chance, bigEndian: true);
    }

    private long NextSequence()
    {
        _counter = _counter with { LastSequence = _counter.LastSequence + 1 };
        return _counter.LastSequence;
    }

    private void MakeRoom()
    {
        while (Count > _capacity)
        {
            var events = _faults.Count > 0 ? _faults : _transactions;
            var oldest = events.First!.Value;
            events.RemoveFirst();
            _counter = _counter with { Dropped = _counter.Dropped + 1 };
            _store.HoldForNext([StoreChange.Delete(StoreTables.TelemetryEvents, Key(oldest)), PutCounter()]);
            _logger.LogError("{Count} events wait for the MQTT broker; the oldest goes, {Dropped} in all", _capacity, _counter.Dropped);
        }
    }

    /// <summary>Until now everything of this run was stamped by a clock that was off by <paramref name="moved"/>.</summary>
    private void Correct(TimeSpan moved)
    {
        var changes = new List<StoreChange>();
        foreach (var events in (LinkedList<EventRow>[])[_transactions, _faults])
        {
            for (var node = events.First; node is not null; node = node.Next)
            {
                if (node.Value is { IsOfBefore: false } row && row.Head.Sequence >= _firstOfThisRun)
                {
                    node.Value = row.Moved(moved);
                    changes.Add(Put(node.Value));
                }
            }
        }

        if (changes.Count > 0)
        {
            _store.Hold(changes);
        }
    }

    private void Load()
    {
        foreach (var row in _store.Load(StoreTables.TelemetryEvents))
        {
            if (row.Key == CounterKey)
            {
                _counter = row.Read(StoreTables.TelemetryEvents, EventJson.Default.EventCounter, _logger) ?? _counter;
            }
            else if (char.IsAsciiDigit(row.Key[0]) &&
                row.Read(StoreTables.TelemetryEvents, EventJson.Default.EventRow, _logger) is { } known && known is not { Transaction: null, Fault: null })
            {
                ListOf(known).AddLast(known);

                // A counter that was lost with its row must not give a number away twice.
                _counter = _counter with { LastSequence = Math.Max(_counter.LastSequence, known.Head.Sequence) };
            }
        }
    }
}
