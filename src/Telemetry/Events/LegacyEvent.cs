using System.Text.Json.Serialization;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry.Events;

/// <summary>An event as a version without the event log stored it: one of the two is set.</summary>
internal sealed record LegacyEvent(TransactionEvent? Transaction = null, FaultEvent? Fault = null)
{
    private const string CounterKey = "counter";

    [JsonIgnore]
    public EventHead Head => (EventHead?)Transaction ?? Fault!;

    [JsonIgnore]
    public string Key { get; private init; } = "";

    /// <summary>Those that wait, in order.</summary>
    public static IReadOnlyList<LegacyEvent> Load(WatchedStore store, ILogger logger) =>
    [
        .. store.Load(StoreTables.TelemetryEvents).Where(row => row.Key.Length > 0 && char.IsAsciiDigit(row.Key[0]))
            .Select(row => row.Read(StoreTables.TelemetryEvents, EventJson.Default.LegacyEvent, logger) is { } former ? former with { Key = row.Key } : null)
            .OfType<LegacyEvent>().Where(former => former is not { Transaction: null, Fault: null }),
    ];

    public static EventCounter LoadCounter(WatchedStore store, ILogger logger) => store.Load(StoreTables.TelemetryEvents)
        .Where(row => row.Key == CounterKey)
        .Select(row => row.Read(StoreTables.TelemetryEvents, EventJson.Default.EventCounter, logger)).FirstOrDefault() ?? new EventCounter(0, 0);

    public static StoreChange PutCounter(EventCounter counter) =>
        StoredJson.Put(StoreTables.TelemetryEvents, CounterKey, counter, EventJson.Default.EventCounter);

    /// <summary>Takes it out of the store.</summary>
    public StoreChange Delete() => StoreChange.Delete(StoreTables.TelemetryEvents, Key);
}
