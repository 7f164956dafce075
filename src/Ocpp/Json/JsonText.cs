using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>Texts out of foreign JSON.</summary>
internal static class JsonText
{
    private const int MaxQuoted = 40;

    /// <summary>False for what is no text, and for one that holds half a character.</summary>
    public static bool TryGet(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
        }

        return text is not null;
    }

    /// <summary>A member's name; a word for one that cannot be written.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    /// <summary>What was found, as it reads behind "found": short, on one line.</summary>
    /// <param name="quoted">Whether the value itself may be shown.</param>
    public static string Describe(JsonElement value, bool quoted) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String when !TryGet(value, out _) => "a text with half a character in it",
        JsonValueKind.String when quoted => $"the text {Quote(value)}",
        JsonValueKind.String => $"a text of {CiString.Count(value.GetString()!)} characters",
        JsonValueKind.Number => quoted ? Quote(value) : "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        _ => "false",
    };

    private static string Quote(JsonElement value)
    {
        var raw = value.GetRawText();
        return raw.Length <= MaxQuoted ? raw : raw[..MaxQuoted] + "...";
    }
}
