namespace ChargerFirmware.Composition.CommandLine;

/// <summary>What a station may be called. Its identity stands in addresses, in the names of files and in every line of the log.</summary>
public static class StationIdRule
{
    /// <summary>For the refusal.</summary>
    public const string Expected = "1 to 48 characters, of them one that is no blank, none a colon or a control character, and not . or .. alone";

    private const int LengthMax = 48;

    /// <summary>A colon ends the user's name in HTTP basic authentication; a dot is a step in a path. Null is not fit.</summary>
    public static bool IsFit(string? id) =>
        id is { Length: >= 1 and <= LengthMax } and not ("." or "..") && !string.IsNullOrWhiteSpace(id) &&
        !id.Any(letter => letter == ':' || char.IsControl(letter));
}
