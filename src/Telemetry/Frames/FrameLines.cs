using System.Globalization;
using System.Text.Json;

namespace ChargerFirmware.Telemetry.Frames;

/// <summary>Recorded frames as JSON, one object a line.</summary>
public static class FrameLines
{
    public const string ContentType = "application/x-ndjson";

    private const int Call = 2;
    private const int Result = 3;
    private const int Error = 4;

    /// <summary>Any thread: parsing and taking secrets out is done here and not on the loop.</summary>
    /// <param name="frames">The oldest of them first.</param>
    public static byte[] Write(IReadOnlyList<RecordedFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        using var buffer = new MemoryStream();
        var actions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Write(writer, frame, actions);
            }

            buffer.WriteByte((byte)'\n');
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, RecordedFrame frame, Dictionary<string, string> actions)
    {
        writer.WriteStartObject();
        writer.WriteString("time", frame.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        writer.WriteString("from", frame.From == FrameSide.Station ? "station" : "central-system");
        var content = frame.Content();
        using var document = Parse(content);
        var (kind, id, action) = document is null ? default : Head(document.RootElement, actions);
        writer.WriteString("kind", kind);
        writer.WriteString("id", id);
        writer.WriteString("action", action);
        writer.WriteNumber("bytes", frame.LengthBytes);
        if (document is null)
        {
            writer.WriteNull("frame");
            writer.WriteString("note", content);
        }
        else
        {
            writer.WritePropertyName("frame");
            document.RootElement.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static JsonDocument? Parse(string content)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException)
        {
            // The ring says in words what it could not keep or read.
            return null;
        }
    }

    /// <summary>An answer does not say what it answers; the call before it does, if the ring still has it.</summary>
    private static (string? Kind, string? Id, string? Action) Head(JsonElement frame, Dictionary<string, string> actions)
    {
        if (frame.ValueKind != JsonValueKind.Array || frame.GetArrayLength() < 3 || frame[0].ValueKind != JsonValueKind.Number ||
            !frame[0].TryGetInt32(out var type) || frame[1].ValueKind != JsonValueKind.String)
        {
            return default;
        }

        var id = frame[1].GetString()!;
        if (type == Call && frame[2].ValueKind == JsonValueKind.String)
        {
            actions[id] = frame[2].GetString()!;
        }

        var kind = type switch { Call => "call", Result => "result", Error => "error", _ => null };
        return (kind, id, actions.GetValueOrDefault(id));
    }
}
