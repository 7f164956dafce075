using System.Text.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>What may change of a journaled message before it is first sent: the transaction's id, and the clock it was stamped by.</summary>
internal static class JournalPayload
{
    /// <summary>The tag that a journaled StartTransaction or StopTransaction carries, or null.</summary>
    public static string? TagOf(JournalEntry entry) => entry.Payload.TryGetProperty("idTag", out var idTag) ? idTag.GetString() : null;

    /// <summary>When what a message tells has happened; null when it does not say.</summary>
    public static DateTimeOffset? TimestampOf(JournalEntry entry)
    {
        var told = entry.Payload;
        if (told.TryGetProperty("meterValue", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
        {
            told = values[0];
        }

        return told.TryGetProperty("timestamp", out var timestamp) && timestamp.TryGetDateTimeOffset(out var at) ? at : null;
    }

    /// <summary>Whether a message holds anything that it can be sent without: the measured values of a StopTransaction.</summary>
    public static bool CanBeStripped(JournalEntry entry) =>
        entry.Action == Ocpp16Catalog.StopTransaction.Name && entry.Payload.TryGetProperty("transactionData", out _);

    /// <summary>The entry without them.</summary>
    public static JournalEntry Stripped(JournalEntry entry) => entry with
    {
        Payload = JsonElement.Parse(Rewrite<object?>(
            entry,
            static (start, _) => start,
            static (values, _) => values,
            static (stop, _) => stop with { TransactionData = null },
            null).Span),
    };

    /// <summary>The payload with the transaction's id in it.</summary>
    public static ReadOnlyMemory<byte> WithId(JournalEntry entry, long transactionId) => Rewrite(
        entry,
        static (start, _) => start,
        static (values, id) => values with { TransactionId = id },
        static (stop, id) => stop with { TransactionId = id },
        transactionId);

    /// <summary>The entry with every stamp of it moved.</summary>
    public static JournalEntry Moved(JournalEntry entry, TimeSpan moved) => entry with
    {
        Payload = JsonElement.Parse(Rewrite(
            entry,
            static (start, by) => start with { Timestamp = start.Timestamp + by },
            static (values, by) => values with { MeterValue = Move(values.MeterValue, by) },
            static (stop, by) => stop with
            {
                Timestamp = stop.Timestamp + by,
                TransactionData = stop.TransactionData is { } data ? Move(data, by) : null,
            },
            moved).Span),
    };

    private static List<MeterValue> Move(IReadOnlyList<MeterValue> values, TimeSpan by) =>
        [.. values.Select(value => value with { Timestamp = value.Timestamp + by })];

    private static ReadOnlyMemory<byte> Rewrite<T>(
        JournalEntry entry,
        Func<StartTransactionRequest, T, StartTransactionRequest> start,
        Func<MeterValuesRequest, T, MeterValuesRequest> values,
        Func<StopTransactionRequest, T, StopTransactionRequest> stop,
        T change)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(entry.Payload, JournalJson.Default.JsonElement);
        return Rewritten(Ocpp16Catalog.StartTransaction, start) ?? Rewritten(Ocpp16Catalog.MeterValues, values) ??
            Rewritten(Ocpp16Catalog.StopTransaction, stop) ?? payload;

        ReadOnlyMemory<byte>? Rewritten<TRequest, TResponse>(TypedAction<TRequest, TResponse> action, Func<TRequest, T, TRequest> rewrite)
            where TRequest : class
            where TResponse : class =>
            entry.Action == action.Name && action.DecodeRequest(payload).TryGet(out var request, out _)
                ? action.EncodeRequest(rewrite(request, change))
                : (ReadOnlyMemory<byte>?)null;
    }
}
