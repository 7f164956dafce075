using System.CommandLine.Parsing;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>What a station may be called. Its identity stands in addresses, in the names of files and in every line of the log.</summary>
public static class StationIdRule
{
    private const int LengthMax = 48;

    /// <summary>A validator of the option <c>--id</c>.</summary>
    public static void Check(OptionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!IsFit(result.GetValueOrDefault<string>()))
        {
            result.AddError(
                $"--id: expected 1 to {LengthMax} characters, of them one that is no blank, none a colon or a control character, and not . or .. alone");
        }
    }

    // A colon ends the user's name in HTTP basic authentication; a dot is a step in a path, with a central system of one's own, too.
    private static bool IsFit(string? id) =>
        id is { Length: >= 1 and <= LengthMax } and not ("." or "..") && !string.IsNullOrWhiteSpace(id) &&
        !id.Any(letter => letter == ':' || char.IsControl(letter));
}
