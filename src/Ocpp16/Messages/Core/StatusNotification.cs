using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Reports the status of a connector, or an error. OCPP 1.6, 4.9.</summary>
public sealed record StatusNotificationRequest : IFieldRules
{
    /// <summary>0 for the station.</summary>
    public required int ConnectorId { get; init; }

    public required ChargePointErrorCode ErrorCode { get; init; }

    [JsonConverter(typeof(CiString50))]
    public string? Info { get; init; }

    public required ChargePointStatus Status { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    [JsonConverter(typeof(CiString255))]
    public string? VendorId { get; init; }

    [JsonConverter(typeof(CiString50))]
    public string? VendorErrorCode { get; init; }

    MessageFault? IFieldRules.FindFault() => FieldRules.AtLeast(0, ConnectorId, "$.connectorId");
}

/// <summary>Answers <see cref="StatusNotificationRequest"/>.</summary>
public sealed record StatusNotificationResponse;
