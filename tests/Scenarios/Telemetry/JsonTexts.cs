using System.Text.Json;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

internal static class JsonTexts
{
    /// <summary>A field that is a text.</summary>
    public static string? Text(this JsonElement told, string field) => told.GetProperty(field).GetString();
}
