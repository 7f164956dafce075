using System.Text.Json;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Protocol.Frames;

namespace ChargerFirmware.Station.Ocpp16.FirmwareManagement;

/// <summary>Which members of OCPP 1.6 are secret.</summary>
public static class FrameSecrets
{
    /// <summary>Shows frames without them.</summary>
    public static FrameRedaction Redaction { get; } = new(IsSecret);

    private static bool IsSecret(JsonElement owner, JsonProperty member) => member.Name switch
    {
        // ChangeConfiguration and the answer to GetConfiguration name a key and its value side by side.
        "value" => owner.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String && SafeText.IsSecret(key.GetString()!),
        "location" => IsNoAddress(member.Value),
        _ => false,
    };

    /// <summary>Somebody has left out the scheme, and not the password.</summary>
    private static bool IsNoAddress(JsonElement location) =>
        location.ValueKind == JsonValueKind.String && location.GetString()! is var text &&
        text.Contains('@', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal);
}
