using System.Text.Json;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

internal static class JsonTexts
{
    /// <summary>A field that is a text.</summary>
    public static string? Text(this JsonElement message, string field) => message.GetProperty(field).GetString();
}
