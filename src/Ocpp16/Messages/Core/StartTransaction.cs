using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Reports that a transaction has started; the answer gives it its id. OCPP 1.6, 4.8.</summary>
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

/// <summary>Answers <see cref="StartTransactionRequest"/>. Each half means something without the other one.</summary>
public sealed record StartTransactionResponse
{
    /// <summary>Null only where it could not be read: then nothing is known of the tag that was not known before.</summary>
    public required IdTagInfo? IdTagInfo { get; init; }

    /// <summary>
    /// Null only where it could not be read. The central system has taken the transaction nevertheless; to ask it again would start a second
    /// one. The standard's integer has no width, and there are central systems that pass 32 bits.
    /// </summary>
    [JsonConverter(typeof(AssignedId))]
    public required long? TransactionId { get; init; }
}
