using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What the central system knows about a tag (OCPP 1.6, 7.27).</summary>
public sealed record IdTagInfo
{
    public required AuthorizationStatus Status { get; init; }

    /// <summary>When a station is to forget this; null for never.</summary>
    public DateTimeOffset? ExpiryDate { get; init; }

    /// <summary>The group the tag belongs to: tags of one group may stop each other's transactions.</summary>
    [JsonConverter(typeof(CiString20))]
    public string? ParentIdTag { get; init; }
}
