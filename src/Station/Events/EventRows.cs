using System.Globalization;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Events;

/// <summary>How the log stands in the store: which row holds what.</summary>
internal static class EventRows
{
    public const string Counters = "last";

    /// <summary>Numbers as keys, so that their order is the rows' order.</summary>
    public static string KeyOf(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The number that a row is kept under, or null where it is none.</summary>
    public static long? NumberOf(string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static StoreChange Put(StationEvent happened) =>
        StoredJson.Put(StoreTables.Events, KeyOf(happened.Sequence), happened, StoredEvent.Json);

    public static StoreChange Delete(StationEvent happened) => StoreChange.Delete(StoreTables.Events, KeyOf(happened.Sequence));

    public static StoreChange Put(EventCounters counters) =>
        StoredJson.Put(StoreTables.LastEvent, Counters, counters, EventJson.Default.EventCounters);

    public static StoreChange Put(ClockCorrection correction) =>
        StoredJson.Put(StoreTables.ClockCorrections, KeyOf(correction.From), correction, EventJson.Default.ClockCorrection);

    public static StoreChange Delete(ClockCorrection correction) => StoreChange.Delete(StoreTables.ClockCorrections, KeyOf(correction.From));

    public static StoreChange PutPosition(string reader, long position) =>
        StoreChange.Put(StoreTables.ReaderPositions, reader, System.Text.Encoding.UTF8.GetBytes(KeyOf(position)));

    public static StoreChange PutCheckpoint(Transaction transaction) => StoredJson.Put(
        StoreTables.TransactionCheckpoints, KeyOf(transaction.Key), TransactionCheckpoint.Of(transaction), EventJson.Default.TransactionCheckpoint);

    public static StoreChange DeleteCheckpoint(long transactionKey) => StoreChange.Delete(StoreTables.TransactionCheckpoints, KeyOf(transactionKey));

    public static StoreChange PutLastKey(long key) =>
        StoreChange.Put(StoreTables.TransactionCounter, Counters, System.Text.Encoding.UTF8.GetBytes(KeyOf(key)));
}
