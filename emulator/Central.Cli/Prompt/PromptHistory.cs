using System.Text.RegularExpressions;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>The lines typed before, the latest of them, without those that may hold a secret.</summary>
internal sealed partial class PromptHistory
{
    public const int MaxLines = 1_000;

    private const int MaxLineLength = 4_000;

    private readonly List<string> _lines;

    /// <param name="lines">From an earlier time, in order.</param>
    public PromptHistory(IEnumerable<string> lines) => _lines = [.. lines.Where(IsFit).TakeLast(MaxLines)];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Whether a line may be remembered: no passwords, no keys, no addresses with a password in them, and nothing huge.</summary>
    public static bool IsFit(string line) =>
        !string.IsNullOrWhiteSpace(line) && line.Length <= MaxLineLength && !line.Any(char.IsControl)
        && !SafeText.IsSecret(line) && !Credentials().IsMatch(line);

    /// <returns>Whether it was taken: not again what was typed last, and nothing secret.</returns>
    public bool Add(string line)
    {
        line = line.Trim();
        if (!IsFit(line) || (_lines.Count > 0 && _lines[^1] == line))
        {
            return false;
        }

        _lines.Add(line);
        if (_lines.Count > MaxLines)
        {
            _lines.RemoveAt(0);
        }

        return true;
    }

    [GeneratedRegex(@"[\\/]{2}[^\s/]*@")]
    private static partial Regex Credentials();
}
