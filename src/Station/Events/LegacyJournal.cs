using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// What a store holds of a version that wrote messages instead of events (0.2 and earlier): running transactions and their samples become
/// events, messages that wait stay rendered in <see cref="StoreTables.Journal"/> and go first.
/// </summary>
internal sealed class LegacyJournal
{
    private const string OpenFaultPrefix = "open/";
    private const string CounterKey = "counter";

    private readonly List<StoreChange> _changes = [];
    private readonly List<StationEvent> _events = [];
    private readonly Dictionary<long, TransactionCheckpoint> _checkpoints = [];
    private readonly Dictionary<long, long?> _ids = [];

    private LegacyJournal(IStationStore store, ILogger logger, long floor)
    {
        LastSequence = store.Load(StoreTables.Journal).Concat(store.Load(StoreTables.DeadLetters))
            .Select(row => EventRows.NumberOf(row.Key) ?? 0).Append(floor).Max();
        ReadTransactions(store, logger);
        ReadSamples(store, logger);
        ReadTelemetry(store, logger);
        _changes.AddRange(_events.Select(EventRows.Put));
    }

    /// <summary>The highest number that a message was given.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The highest number that a telemetry event was given.</summary>
    public long LastNumber { get; private set; }

    public IReadOnlyList<StationEvent> Events => _events;

    /// <summary>The ids that the central system gave, by the station's own numbers of the transactions.</summary>
    public IReadOnlyDictionary<long, long?> Ids => _ids;

    public IReadOnlyDictionary<long, TransactionCheckpoint> Checkpoints => _checkpoints;

    /// <summary>What puts it into this version's tables.</summary>
    public IReadOnlyList<StoreChange> Changes => _changes;

    /// <param name="floor">The last number that the log has given: a store may have gone back to an earlier version and come again.</param>
    public static LegacyJournal Read(IStationStore store, ILogger logger, long floor) => new(store, logger, floor);

    private void ReadTransactions(IStationStore store, ILogger logger)
    {
        foreach (var row in store.Load(StoreTables.Transactions))
        {
            _changes.Add(StoreChange.Delete(StoreTables.Transactions, row.Key));
            if (EventRows.NumberOf(row.Key) is not { } key ||
                row.Read(StoreTables.Transactions, EventJson.Default.LegacyTransaction, logger) is not { } former)
            {
                continue;
            }

            _ids[key] = former.CentralSystemId;
            var id = former.CentralSystemId?.ToString(CultureInfo.InvariantCulture) ?? "";
            _changes.Add(StoreChange.Put(StoreTables.TransactionIds, row.Key, Encoding.UTF8.GetBytes(id)));
            if (former.Running is { } running)
            {
                var checkpoint = running with { TransactionId = key.ToString(CultureInfo.InvariantCulture) };
                _checkpoints[key] = checkpoint;
                _changes.Add(StoredJson.Put(
                    StoreTables.TransactionCheckpoints, row.Key, checkpoint, EventJson.Default.TransactionCheckpoint));
            }
        }
    }

    private void ReadSamples(IStationStore store, ILogger logger)
    {
        foreach (var row in store.Load(StoreTables.TransactionSamples))
        {
            _changes.Add(StoreChange.Delete(StoreTables.TransactionSamples, row.Key));
            if (row.Key.Split('/') is [var number, _] && EventRows.NumberOf(number) is { } key &&
                _checkpoints.TryGetValue(key, out var checkpoint) &&
                row.Read(StoreTables.TransactionSamples, EventJson.Default.MeterSample, logger) is { } sample)
            {
                _events.Add(new TransactionSampled
                {
                    Sequence = ++LastSequence,
                    ConnectorId = checkpoint.ConnectorId,
                    TransactionKey = key,
                    Trigger = sample.Context == ReadingContext.SampleClock ? EventTrigger.MeterValueClock : EventTrigger.MeterValuePeriodic,
                    StampedAt = sample.Timestamp,
                    ClockWasKnown = true,
                    IsOfEarlierRun = true,
                    Context = sample.Context,
                    Values = sample.Values,
                    Reported = [],
                });
            }
        }
    }

    private void ReadTelemetry(IStationStore store, ILogger logger)
    {
        foreach (var row in store.Load(StoreTables.TelemetryEvents))
        {
            if (row.Key.StartsWith(OpenFaultPrefix, StringComparison.Ordinal))
            {
                _changes.Add(StoreChange.Put(StoreTables.OpenFaults, row.Key[OpenFaultPrefix.Length..], Array.Empty<byte>()));
                _changes.Add(StoreChange.Delete(StoreTables.TelemetryEvents, row.Key));
            }
            else if (row.Key == CounterKey)
            {
                LastNumber = Math.Max(LastNumber, row.Read(StoreTables.TelemetryEvents, EventJson.Default.LegacyCounter, logger)?.LastSequence ?? 0);
            }
            else if (EventRows.NumberOf(row.Key) is { } sequence)
            {
                LastNumber = Math.Max(LastNumber, sequence);
            }
        }
    }
}
