using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Reservation;

/// <summary>Reserves a connector for a tag. OCPP 1.6, 5.13.</summary>
public sealed record ReserveNowRequest : IFieldRules
{
    /// <summary>0 for any connector.</summary>
    public required int ConnectorId { get; init; }

    public required DateTimeOffset ExpiryDate { get; init; }

    [JsonConverter(typeof(CiString20))]
    public required string IdTag { get; init; }

    [JsonConverter(typeof(CiString20))]
    public string? ParentIdTag { get; init; }

    /// <summary>Replaces the reservation of the same id.</summary>
    public required int ReservationId { get; init; }

    MessageFault? IFieldRules.FindFault() => FieldRules.AtLeast(0, ConnectorId, "$.connectorId");
}

/// <summary>Answers <see cref="ReserveNowRequest"/>.</summary>
public sealed record ReserveNowResponse
{
    public required ReservationStatus Status { get; init; }
}
