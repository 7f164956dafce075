using System.Text.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Ocpp16.Mapping;
using ChargerFirmware.Station.Protocol.Transactions;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>StartTransaction, MeterValues and StopTransaction (OCPP 1.6, 5.17, 5.11, 5.20).</summary>
public sealed class TransactionMessages : ITransactionMessages
{
    /// <summary>The id of a transaction whose start the central system never took (errata v4.0).</summary>
    public const long UnknownTransactionId = -1;

    public static TransactionMessages Shared { get; } = new();

    public bool IdsAreGiven => true;

    public string ActionOf(StationEvent happened) => happened switch
    {
        TransactionStarted => Ocpp16Catalog.StartTransaction.Name,
        TransactionSampled => Ocpp16Catalog.MeterValues.Name,
        TransactionEnded => Ocpp16Catalog.StopTransaction.Name,
        _ => throw new ArgumentException($"1.6 has no message for {happened.Kind}", nameof(happened)),
    };

    public MessageRole RoleOf(string action) =>
        action == Ocpp16Catalog.StartTransaction.Name ? MessageRole.Start
        : action == Ocpp16Catalog.StopTransaction.Name ? MessageRole.Stop
        : MessageRole.Values;

    public TransactionMessage Write(StationEvent happened, TransactionHistory? history, long? centralSystemId, bool isStripped) => happened switch
    {
        TransactionStarted started => Of(Write(started)),
        TransactionSampled sampled => Of(Write(sampled, centralSystemId)),
        TransactionEnded ended => Of(StopWriter.Write(ended, isStripped || history is null ? [] : history.SamplesForEnd(), centralSystemId)),
        _ => throw new ArgumentException($"1.6 has no message for {happened.Kind}", nameof(happened)),
    };

    public bool CanBeStripped(StationEvent happened, TransactionHistory? history) =>
        happened is TransactionEnded && history?.SamplesForEnd().Count > 0;

    public TransactionMessage? Read(RenderedMessage message, bool hasId, long? centralSystemId, bool isStripped)
    {
        var id = centralSystemId ?? UnknownTransactionId;
        return Decode(Ocpp16Catalog.StartTransaction) is { } start ? Of(start)
            : Decode(Ocpp16Catalog.MeterValues) is { } values ? Of(values with { TransactionId = hasId ? id : values.TransactionId })
            : Decode(Ocpp16Catalog.StopTransaction) is { } stop ? Of(stop with
            {
                TransactionId = hasId ? id : stop.TransactionId,
                TransactionData = isStripped ? null : stop.TransactionData,
            })
            : null;

        TRequest? Decode<TRequest, TResponse>(TypedAction<TRequest, TResponse> action)
            where TRequest : class
            where TResponse : class =>
            message.Action == action.Name && action.DecodeRequest(message.Encode(), Strictness.Salvage).TryGet(out var request, out _) ? request : null;
    }

    public bool CanBeStripped(RenderedMessage message) =>
        message.Action == Ocpp16Catalog.StopTransaction.Name && message.Payload.TryGetProperty("transactionData", out _);

    public IdToken? IdTokenOf(RenderedMessage message) =>
        message.Payload.TryGetProperty("idTag", out var idTag) && idTag.GetString() is { } text ? IdTags.Read(text) : null;

    public DateTimeOffset? TimestampOf(RenderedMessage message)
    {
        var reported = message.Payload;
        if (reported.TryGetProperty("meterValue", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
        {
            reported = values[0];
        }

        return reported.TryGetProperty("timestamp", out var timestamp) && timestamp.TryGetDateTimeOffset(out var at) ? at : null;
    }

    private static TransactionMessage Of(StartTransactionRequest start) => TransactionMessage.Of(
        Ocpp16Catalog.StartTransaction, start,
        static response => new TransactionAnswer(response.TransactionId, response.IdTagInfo is { } info ? TokenAuthority.Read(info) : null));

    private static TransactionMessage Of(MeterValuesRequest values) => TransactionMessage.Of(
        Ocpp16Catalog.MeterValues, values, static _ => new TransactionAnswer(null, null));

    private static TransactionMessage Of(StopTransactionRequest stop) => TransactionMessage.Of(
        Ocpp16Catalog.StopTransaction, stop,
        static response => new TransactionAnswer(null, response.IdTagInfo is { } info ? TokenAuthority.Read(info) : null));

    private static StartTransactionRequest Write(TransactionStarted started) => new()
    {
        ConnectorId = started.ConnectorId,
        IdTag = IdTags.Write(started.IdToken),
        MeterStart = started.MeterStartWh,
        Timestamp = started.At,
        ReservationId = started.ReservationId,
    };

    private static MeterValuesRequest Write(TransactionSampled sampled, long? centralSystemId) => new()
    {
        ConnectorId = sampled.ConnectorId,
        TransactionId = centralSystemId ?? UnknownTransactionId,
        MeterValue = [SampleWriter.Write(sampled.ReportedSample())],
    };
}
