using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Reservations;

/// <summary>A connector kept free for a tag and its group (OCPP 1.6, 5.13).</summary>
/// <param name="ConnectorId">0: any one connector.</param>
/// <param name="ExpiryDate">Civil time; from then on it is void.</param>
public sealed record Reservation(int Id, int ConnectorId, string IdTag, string? ParentIdTag, DateTimeOffset ExpiryDate)
{
    /// <summary>Whether this tag, or its group, is who it was made for. Both compare without regard to case.</summary>
    public bool IsFor(string idTag, string? parentIdTag) =>
        string.Equals(IdTag, idTag, StringComparison.OrdinalIgnoreCase) ||
        (ParentIdTag is not null && string.Equals(ParentIdTag, parentIdTag, StringComparison.OrdinalIgnoreCase));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reservation))]
internal sealed partial class ReservationJson : JsonSerializerContext;
