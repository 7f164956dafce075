using System.Text.Json.Serialization;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Connectors;

/// <summary>A cable that stays locked after its transaction has ended, until the tag that began it, or its group, comes for it.</summary>
public sealed record CableHold(string IdTag, string? ParentIdTag)
{
    /// <summary>Whether an ended transaction leaves its cable locked; null where it does not.</summary>
    public static CableHold? After(Transaction ended, StationSettings settings) =>
        ended.StopReason == StopReason.DeAuthorized ||
        (ended.StopReason == StopReason.EVDisconnected && !settings.UnlockConnectorOnEVSideDisconnect)
            ? new CableHold(ended.IdTag, ended.ParentIdTag)
            : null;

    /// <summary>Whether a tag, or its group, may have the cable. Both compare without regard to case (CiString).</summary>
    public bool IsFor(string idTag, string? parentIdTag) =>
        string.Equals(IdTag, idTag, StringComparison.OrdinalIgnoreCase) ||
        (parentIdTag is not null && string.Equals(ParentIdTag, parentIdTag, StringComparison.OrdinalIgnoreCase));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CableHold))]
internal sealed partial class CableHoldJson : JsonSerializerContext;
