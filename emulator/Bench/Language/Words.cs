using System.Globalization;

namespace ChargerFirmware.Bench.Language;

/// <summary>One line of the bench's language, taken word by word. What is missing or wrong is reported with what was expected.</summary>
public sealed class Words
{
    /// <summary>Longer than any test, shorter than what a timer can wait for.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromDays(40);

    private readonly string[] _words;
    private int _next;

    public Words(string line)
    {
        var text = line.Split('#')[0];
        _words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A line whose words are known one by one; they may hold blanks.</summary>
    public Words(IEnumerable<string> words) => _words = [.. words];

    public bool IsEnd => _next >= _words.Length;

    /// <summary>The word that comes next, or null at the end.</summary>
    public string? Peek => IsEnd ? null : _words[_next];

    /// <exception cref="LanguageException">The line ends here.</exception>
    public string Next(string expected) =>
        IsEnd ? throw new LanguageException($"expected {expected} at the end of '{string.Join(' ', _words)}'") : _words[_next++];

    /// <summary>Takes the word if it comes next.</summary>
    public bool TryTake(string word)
    {
        if (Peek != word)
        {
            return false;
        }

        _next++;
        return true;
    }

    /// <summary>Takes a whole number if one comes next.</summary>
    public int? TryTakeNumber()
    {
        if (int.TryParse(Peek, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _next++;
            return number;
        }

        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="LanguageException">None comes next.</exception>
    public int NextWhole(string expected, int least = 0, int most = int.MaxValue) => (int)NextNumber(expected, least, most, isWhole: true);

    /// <summary>A whole number within bounds if one comes next; the usual one at the end of the line.</summary>
    /// <exception cref="LanguageException">Something else comes next.</exception>
    public int NextWholeOr(int usual, string expected, int least = 0, int most = int.MaxValue) => IsEnd ? usual : NextWhole(expected, least, most);

    /// <summary>A number within bounds.</summary>
    /// <exception cref="LanguageException">None comes next.</exception>
    public double NextNumber(string expected, double least, double most) => NextNumber(expected, least, most, isWhole: false);

    /// <summary>A duration such as <c>250ms</c>, <c>20s</c>, <c>10m</c>, <c>2h</c>.</summary>
    /// <param name="longest">Null for <see cref="LongestDuration"/>.</param>
    /// <exception cref="LanguageException">No duration comes next, or one that is longer.</exception>
    public Duration NextDuration(TimeSpan? longest = null)
    {
        var word = Next("a duration");
        var most = longest ?? LongestDuration;
        return Duration(word) is { } seconds && seconds <= most.TotalSeconds
            ? new Duration(TimeSpan.FromSeconds(seconds), word)
            : throw new LanguageException(string.Create(
                CultureInfo.InvariantCulture, $"expected a duration such as 250ms, 20s, 10m or 2h, at most {most.TotalDays:0}d, found '{Quoted.Short(word)}'"));
    }

    /// <summary>One of the names of <typeparamref name="T"/>, in the standard's own spelling.</summary>
    /// <exception cref="LanguageException">Something else comes next.</exception>
    public T NextName<T>()
        where T : struct, Enum
    {
        return Enum.Parse<T>(RequireName<T>(Next($"one of {string.Join(", ", Enum.GetNames<T>())}")));
    }

    /// <summary>A word that is one of the names of <typeparamref name="T"/>.</summary>
    /// <exception cref="LanguageException">It is none.</exception>
    public static string RequireName<T>(string word)
        where T : struct, Enum =>
        Array.IndexOf(Enum.GetNames<T>(), word) >= 0
            ? word
            : throw new LanguageException($"expected one of {string.Join(", ", Enum.GetNames<T>())}, found '{Quoted.Short(word)}'");

    /// <summary>All that is left, as it was written but for its blanks.</summary>
    public string Rest()
    {
        var rest = string.Join(' ', _words[_next..]);
        _next = _words.Length;
        return rest;
    }

    /// <exception cref="LanguageException">Something is left.</exception>
    public void End()
    {
        if (Peek is { } word)
        {
            throw new LanguageException($"did not expect '{word}' there");
        }
    }

    /// <summary>In seconds; null for what is no duration. It may be infinite.</summary>
    private static double? Duration(string word)
    {
        var unit = word.TrimStart("0123456789.".ToCharArray());
        if (!double.TryParse(word.AsSpan(0, word.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        return unit switch
        {
            "ms" => amount / 1000,
            "s" => amount,
            "m" => amount * 60,
            "h" => amount * 3600,
            "d" => amount * 86400,
            _ => null,
        };
    }

    private double NextNumber(string expected, double least, double most, bool isWhole)
    {
        var word = Next(expected);
        var style = isWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
        return double.TryParse(word, style, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new LanguageException(
                string.Create(CultureInfo.InvariantCulture, $"expected {expected} from {least} to {most}, found '{Quoted.Short(word)}'"));
    }
}
