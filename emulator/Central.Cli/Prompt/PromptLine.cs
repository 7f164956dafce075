using System.Text.RegularExpressions;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// A line as it was typed: a command, its options, its words and its <c>name=value</c> arguments. Whoever carries it out takes what he knows of;
/// <see cref="End"/> refuses the rest.
/// </summary>
internal sealed partial class PromptLine
{
    private readonly List<string> _words;
    private readonly List<string> _known = [];

    private PromptLine(string command, List<string> words)
    {
        Command = command;
        _words = words;
    }

    /// <summary>The first word.</summary>
    public string Command { get; }

    /// <exception cref="PromptException">A quote or bracket is not closed.</exception>
    /// <returns>Null for an empty line or a comment.</returns>
    public static PromptLine? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.TrimStart() is "" or ['#', ..] ? null
            : RawLine().Match(line) is { Success: true } raw ? new PromptLine(
                raw.Groups["command"].Value, [.. raw.Groups["option"].Captures.Select(option => option.Value), raw.Groups["text"].Value])
            : Of(WordScanner.Split(line));
    }

    /// <summary>A line whose words a shell has cut already.</summary>
    public static PromptLine? Of(IReadOnlyList<string> words) => words.Count == 0 ? null : new PromptLine(words[0], [.. words.Skip(1)]);

    /// <summary>Takes an option out.</summary>
    public bool TakeFlag(string option)
    {
        _known.Add(option);
        return _words.RemoveAll(word => word == option) > 0;
    }

    /// <summary>Takes an option and its value out: <c>--id 0</c> or <c>--id=0</c>.</summary>
    /// <returns>Null where it is not given.</returns>
    /// <exception cref="PromptException">It has no value, or is given twice.</exception>
    public string? TakeOption(string option)
    {
        _known.Add(option);
        var index = _words.FindIndex(word => word == option || word.StartsWith(option + "=", StringComparison.Ordinal));
        if (index < 0)
        {
            return null;
        }

        var value = _words[index] == option ? _words.ElementAtOrDefault(index + 1) : _words[index][(option.Length + 1)..];
        if (string.IsNullOrEmpty(value))
        {
            throw new PromptException($"{Command}: {option}: expected a value behind it");
        }

        _words.RemoveRange(index, _words[index] == option ? 2 : 1);
        if (_words.Contains(option))
        {
            throw new PromptException($"{Command}: {option}: given twice");
        }

        return Unquoted(value);
    }

    /// <summary>Takes the next word that is neither option nor argument.</summary>
    /// <param name="what">What it is, for whoever left it out.</param>
    /// <exception cref="PromptException">There is none.</exception>
    public string TakeWord(string what) =>
        TryTakeWord() ?? throw new PromptException($"{Command}: expected {what}{(_words.Count > 0 ? $", found '{Quoted.Short(_words[0])}'" : "")}");

    public string? TryTakeWord()
    {
        if (_words.Count == 0 || IsOption(_words[0]) || IsArgument(_words[0]))
        {
            return null;
        }

        var word = Unquoted(_words[0]);
        _words.RemoveAt(0);
        return word;
    }

    /// <summary>Takes all that is left, as it was typed.</summary>
    public IReadOnlyList<string> TakeRest()
    {
        string[] rest = [.. _words];
        _words.Clear();
        return rest;
    }

    /// <summary>Takes all arguments.</summary>
    public IReadOnlyList<PromptArgument> TakeArguments()
    {
        PromptArgument[] arguments = [.. _words.Where(IsArgument).Select(ArgumentOf)];
        _words.RemoveAll(IsArgument);
        return arguments;
    }

    /// <exception cref="PromptException">Something is left that nobody took.</exception>
    public void End()
    {
        if (_words.FirstOrDefault() is not { } word)
        {
            return;
        }

        throw new PromptException(IsOption(word)
            ? $"{Command}: there is no option '{Quoted.Short(word.Split('=')[0])}'{Spelling.DidYouMean(word, _known)}"
            : $"{Command}: expected name=value, found '{Quoted.Short(word)}'");
    }

    internal static bool IsArgument(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && word[0] is not ('-' or '"' or '\'' or '{' or '[')
        && !word[..at].Contains("//", StringComparison.Ordinal);

    internal static PromptArgument ArgumentOf(string word) => word.Split('=', 2) is var parts ? new PromptArgument(parts[0], parts[1]) : null!;

    /// <summary>What is sent as it is typed is not cut into words: it may be anything.</summary>
    [GeneratedRegex(@"^\s*(?<command>send_raw)(\s+(?<option>--[a-z-]+)\s+(?<option>\S+))*(\s+(?!--)(?<text>.*))?$", RegexOptions.Singleline)]
    private static partial Regex RawLine();

    private static bool IsOption(string word) => word is ['-', not (>= '0' and <= '9'), ..];

    private static string Unquoted(string word) => word is ['"' or '\'', ..] ? ValueReader.Text(word) : word;
}
