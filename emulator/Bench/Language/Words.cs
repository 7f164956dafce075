using System.Globalization;

namespace ChargerFirmware.Bench.Language;

/// <summary>One line of the bench's language, taken word by word. What is missing or wrong is told with what was expected.</summary>
public sealed class Words
{
    private readonly string[] _words;
    private int _next;

    public Words(string line)
    {
        var text = line.Split('#')[0];
        _words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

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

    /// <exception cref="LanguageException">No number comes next.</exception>
    public double NextNumber(string expected)
    {
        var word = Next(expected);
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new LanguageException($"expected {expected}, found '{word}'");
    }

    /// <summary>A duration such as <c>250ms</c>, <c>20s</c>, <c>10m</c>, <c>2h</c>.</summary>
    /// <exception cref="LanguageException">No duration comes next.</exception>
    public TimeSpan NextDuration()
    {
        var word = Next("a duration");
        var unit = word.TrimStart("0123456789.".ToCharArray());
        if (double.TryParse(word[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            switch (unit)
            {
                case "ms": return TimeSpan.FromMilliseconds(amount);
                case "s": return TimeSpan.FromSeconds(amount);
                case "m": return TimeSpan.FromMinutes(amount);
                case "h": return TimeSpan.FromHours(amount);
                case "d": return TimeSpan.FromDays(amount);
            }
        }

        throw new LanguageException($"expected a duration such as 250ms, 20s, 10m or 2h, found '{word}'");
    }

    /// <summary>One of the names of <typeparamref name="T"/>, in the standard's own spelling.</summary>
    /// <exception cref="LanguageException">Something else comes next.</exception>
    public T NextName<T>()
        where T : struct, Enum
    {
        var word = Next($"one of {string.Join(", ", Enum.GetNames<T>())}");
        return Array.IndexOf(Enum.GetNames<T>(), word) >= 0
            ? Enum.Parse<T>(word)
            : throw new LanguageException($"expected one of {string.Join(", ", Enum.GetNames<T>())}, found '{word}'");
    }

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
}
