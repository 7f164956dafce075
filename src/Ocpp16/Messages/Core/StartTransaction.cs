using System.Text.Json;
using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Tells that a transaction has started; the answer gives it its id. OCPP 1.6, 4.8.</summary>
public sealed record StartTransactionRequest : IFieldRules
{
    /// <summary>Above 0.</summary>
    public required int ConnectorId { get; init; }

    [JsonConverter(typeof(CiString20))]
    public required string IdTag { get; init; }

    /// <summary>The meter's register in Wh. The standard's integer has no width: a fast charger passes 32 bits within its life.</summary>
    public required long MeterStart { get; init; }

    /// <summary>The reservation this transaction has used up.</summary>
    public int? ReservationId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    MessageFault? IFieldRules.FindFault() => FieldRules.AtLeast(1, ConnectorId, "$.connectorId");
}

/// <summary>Answers <see cref="StartTransactionRequest"/>.</summary>
public sealed record StartTransactionResponse
{
    public required IdTagInfo IdTagInfo { get; init; }

    public required int TransactionId { get; init; }

    /// <summary>
    /// The transaction's id out of an answer that is otherwise wrong, or null. The central system has taken the transaction; to ask
    /// it again would start a second one.
    /// </summary>
    public static int? FindTransactionId(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind == JsonValueKind.Object &&
                json.RootElement.TryGetProperty("transactionId", out var id) &&
                id.ValueKind == JsonValueKind.Number &&
                id.TryGetInt32(out var value) ? value : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
