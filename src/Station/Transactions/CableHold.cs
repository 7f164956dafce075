using System.Text.Json.Serialization;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Settings;

namespace ChargerFirmware.Station.Transactions;

/// <summary>A cable that stays locked after its transaction has ended, until the token that began it, or its group, comes for it.</summary>
public sealed record CableHold(
    [property: JsonPropertyName("idTag"), JsonConverter(typeof(IdTokenText))] IdToken IdToken,
    [property: JsonPropertyName("parentIdTag"), JsonConverter(typeof(IdTokenText))] IdToken? GroupIdToken)
{
    /// <summary>Whether an ended transaction leaves its cable locked; null where it does not.</summary>
    public static CableHold? After(Transaction ended, StationSettings settings) =>
        ended.StopReason == StopReason.DeAuthorized ||
        (ended.StopReason == StopReason.EVDisconnected && !settings.UnlockConnectorOnEVSideDisconnect)
            ? new CableHold(ended.IdToken, ended.GroupIdToken)
            : null;

    /// <summary>Whether a token, or its group, may have the cable.</summary>
    public bool IsFor(IdToken idToken, IdToken? groupIdToken) => IdToken.IsSameAs(idToken) || GroupIdToken?.IsSameAs(groupIdToken) == true;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CableHold))]
internal sealed partial class CableHoldJson : JsonSerializerContext;
