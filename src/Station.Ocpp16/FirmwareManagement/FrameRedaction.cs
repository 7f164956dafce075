using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Station.Ocpp16.FirmwareManagement;

/// <summary>A frame as it may be shown: addresses without passwords and tickets, no values of keys that hold secrets.</summary>
public static class FrameRedaction
{
    private const string Removed = "***";

    // For people and files, and for no page: signs stay as they are.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="frame">A frame, or a part of one, in UTF-8.</param>
    public static string Write(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, s_plain))
            {
                Write(writer, document.RootElement);
            }

            return Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
        {
            // What cannot be read cannot be searched for secrets either.
            return $"(unreadable, {frame.Length} bytes)";
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(SafeText.OfValue(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <summary>ChangeConfiguration and the answer to GetConfiguration name a key and its value side by side.</summary>
    private static void WriteObject(Utf8JsonWriter writer, JsonElement element)
    {
        var isSecret = element.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String && SafeText.IsSecret(key.GetString()!);
        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (isSecret && member.Name == "value")
            {
                writer.WriteStringValue(Removed);
            }
            else if (member.Name == "location" && IsNoAddress(member.Value))
            {
                writer.WriteStringValue(Removed);
            }
            else
            {
                Write(writer, member.Value);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Somebody has left out the scheme, and not the password.</summary>
    private static bool IsNoAddress(JsonElement location) =>
        location.ValueKind == JsonValueKind.String && location.GetString()! is var text &&
        text.Contains('@', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal);
}
