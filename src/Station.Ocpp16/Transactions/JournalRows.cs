using System.Globalization;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>How the journal stands in the store: which row holds what.</summary>
internal static class JournalRows
{
    public const string LastKey = "last";

    /// <summary>Numbers as keys, so that their order is the rows' order.</summary>
    public static string KeyOf(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The number that a row is kept under, or null where it is no number.</summary>
    public static long? NumberOf(string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static StoreChange Put(JournalEntry entry) =>
        StoredJson.Put(StoreTables.Journal, KeyOf(entry.Sequence), entry, JournalJson.Default.JournalEntry);

    public static StoreChange PutDeadLetter(JournalEntry entry) =>
        StoredJson.Put(StoreTables.DeadLetters, KeyOf(entry.Sequence), entry, JournalJson.Default.JournalEntry);

    public static StoreChange Delete(JournalEntry entry) => StoreChange.Delete(StoreTables.Journal, KeyOf(entry.Sequence));

    public static StoreChange Put(long transactionKey, TransactionRow row) =>
        StoredJson.Put(StoreTables.Transactions, KeyOf(transactionKey), row, JournalJson.Default.TransactionRow);

    public static StoreChange DeleteTransaction(long transactionKey) => StoreChange.Delete(StoreTables.Transactions, KeyOf(transactionKey));

    public static StoreChange PutLastKey(long key) =>
        StoreChange.Put(StoreTables.TransactionCounter, LastKey, System.Text.Encoding.UTF8.GetBytes(KeyOf(key)));

    public static StoreChange PutSample(long transactionKey, int index, MeterSample sample) =>
        StoredJson.Put(StoreTables.TransactionSamples, SampleKey(transactionKey, index), sample, JournalJson.Default.MeterSample);

    public static StoreChange DeleteSample(long transactionKey, int index) =>
        StoreChange.Delete(StoreTables.TransactionSamples, SampleKey(transactionKey, index));

    /// <summary>Which transaction a stored sample is of, or null.</summary>
    public static long? TransactionOfSample(string key) => key.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? NumberOf(key[..end]) : null;

    private static string SampleKey(long transactionKey, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{KeyOf(transactionKey)}/{index:D9}");
}
