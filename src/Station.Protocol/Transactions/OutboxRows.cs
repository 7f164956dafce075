using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>How the outbox stands in the store: which row holds what.</summary>
internal static class OutboxRows
{
    private const string HeadKey = "row";

    /// <summary>Numbers as keys, so that their order is the rows' order.</summary>
    public static string KeyOf(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The number that a row is kept under, or null where it is no number.</summary>
    public static long? NumberOf(string key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static StoreChange Put(RenderedMessage message) =>
        StoredJson.Put(StoreTables.Journal, KeyOf(message.Sequence), message, OutboxJson.Default.RenderedMessage);

    public static StoreChange Delete(RenderedMessage message) => StoreChange.Delete(StoreTables.Journal, KeyOf(message.Sequence));

    public static StoreChange PutDeadLetter(RenderedMessage letter) =>
        StoredJson.Put(StoreTables.DeadLetters, KeyOf(letter.Sequence), letter, OutboxJson.Default.RenderedMessage);

    public static StoreChange DeleteDeadLetter(long sequence) => StoreChange.Delete(StoreTables.DeadLetters, KeyOf(sequence));

    public static StoreChange Put(OutboxHead head) => StoredJson.Put(StoreTables.OutboxHead, HeadKey, head, OutboxJson.Default.OutboxHead);

    public static StoreChange DeleteHead() => StoreChange.Delete(StoreTables.OutboxHead, HeadKey);

    /// <param name="centralSystemId">Null where the central system gave none.</param>
    public static StoreChange PutId(long transactionKey, long? centralSystemId) => StoreChange.Put(
        StoreTables.TransactionIds, KeyOf(transactionKey), Encoding.UTF8.GetBytes(centralSystemId?.ToString(CultureInfo.InvariantCulture) ?? ""));

    public static StoreChange DeleteId(long transactionKey) => StoreChange.Delete(StoreTables.TransactionIds, KeyOf(transactionKey));

    public static IEnumerable<RenderedMessage> LoadMessages(IStationStore store, string table, ILogger logger) =>
        store.Load(table).Select(row => row.Read(table, OutboxJson.Default.RenderedMessage, logger)).OfType<RenderedMessage>();

    public static OutboxHead? LoadHead(IStationStore store, ILogger logger) => store.Load(StoreTables.OutboxHead)
        .Select(row => row.Read(StoreTables.OutboxHead, OutboxJson.Default.OutboxHead, logger)).FirstOrDefault();

    /// <summary>The ids that the central system gave, by the station's own numbers of the transactions.</summary>
    public static Dictionary<long, long?> LoadIds(IStationStore store, IReadOnlyDictionary<long, long?> former)
    {
        var ids = new Dictionary<long, long?>(former);
        foreach (var row in store.Load(StoreTables.TransactionIds))
        {
            if (NumberOf(row.Key) is { } key)
            {
                ids[key] = long.TryParse(Encoding.UTF8.GetString(row.Value.Span), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
                    ? id : null;
            }
        }

        return ids;
    }
}
