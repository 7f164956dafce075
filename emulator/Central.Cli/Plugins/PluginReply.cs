using System.Text;
using System.Text.Json;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Central.Cli.Plugins;

/// <summary>What a plugin wants done, as it says it in one line.</summary>
/// <param name="Seq">Which question it answers.</param>
/// <param name="Payload">One JSON object in UTF-8; null where none is given.</param>
internal sealed record PluginReply(long Seq, string Do, ReadOnlyMemory<byte>? Payload, string? Code, string Description)
{
    private static readonly JsonDocumentOptions s_bounded = new() { MaxDepth = MessageJson.MaxDepth };

    /// <param name="why">What is wrong with the line.</param>
    /// <returns>Null for a line that is no reply.</returns>
    public static PluginReply? Read(string line, out string why)
    {
        why = "expected one JSON object a line, with seq and do";
        try
        {
            using var json = JsonDocument.Parse(line, s_bounded);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("seq", out var seq) || seq.ValueKind != JsonValueKind.Number || !seq.TryGetInt64(out var number)
                || TextOf(root, "do") is not { } what)
            {
                return null;
            }

            ReadOnlyMemory<byte>? payload = null;
            if (root.TryGetProperty("payload", out var given))
            {
                why = "expected an object as payload";
                if (given.ValueKind != JsonValueKind.Object)
                {
                    return null;
                }

                payload = Encoding.UTF8.GetBytes(given.GetRawText());
            }

            return new PluginReply(number, what, payload, TextOf(root, "code"), TextOf(root, "description") ?? "");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
