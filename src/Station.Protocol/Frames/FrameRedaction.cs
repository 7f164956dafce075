using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Station.Protocol.Frames;

/// <summary>A frame as it may be shown: addresses without passwords and tickets, no values of members that hold secrets.</summary>
/// <param name="isSecret">Whether a member of this object is secret: each version knows its own.</param>
public sealed class FrameRedaction(Func<JsonElement, JsonProperty, bool> isSecret)
{
    private const string Removed = "***";

    // For people and files, and for no page: signs stay as they are.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="frame">A frame, or a part of one, in UTF-8.</param>
    public string Write(ReadOnlyMemory<byte> frame)
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

    private void Write(Utf8JsonWriter writer, JsonElement element)
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

    private void WriteObject(Utf8JsonWriter writer, JsonElement element)
    {
        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (isSecret(element, member))
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
}
