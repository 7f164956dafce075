using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Repository;

/// <summary>What must not stand in a file. The patterns are put together from pieces so that they do not find themselves.</summary>
internal static partial class WordingRules
{
    /// <summary>Paths of somebody's machine, hosts a build is fed from, who or what wrote the code: of no use to a reader.</summary>
    private static readonly Regex OutsideTheRepository = new(
        @"(?<![\w.])/" + @"(work|root)/|/tmp/" + @"h/|/home/" + @"\w+/|"
        + @"nuget" + @"\.org|npm" + @"js\.(org|com)|crates" + @"\.io|pypi" + @"\.org|jfro" + @"g\.io|artifac" + @"tory|"
        + @"\bsub-?ag" + @"ents?\b|anthro" + @"pic|\bclau" + @"de\b|open" + @"ai\b|chat" + @"gpt|co-authored" + @"-by|\bissue #?\d",
        RegexOptions.IgnoreCase);

    private static readonly Regex LeftOpen = new(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b");

    public static IEnumerable<string> Outside(TextFile file) => Found(file, OutsideTheRepository);

    public static IEnumerable<string> Unfinished(TextFile file) => Found(file, LeftOpen);

    /// <summary>A test waits on events or in virtual time, and it runs.</summary>
    public static IEnumerable<string> Waiting(TextFile file) =>
        Found(file, SleepOrSkip()).Concat(
            DelayCall().Matches(file.Text)
                .Where(match => !Arguments(file.Text, match.Index + match.Length).Skip(1).Any(argument => Clock().IsMatch(argument)))
                .Select(match => At(file, match)));

    /// <summary>An empty catch; one that says why it is empty may stay.</summary>
    public static IEnumerable<string> Swallowed(TextFile file) => Found(file, EmptyCatch());

    private static IEnumerable<string> Found(TextFile file, Regex pattern) =>
        pattern.Matches(file.Text).Select(match => At(file, match));

    private static string At(TextFile file, Match match) =>
        $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.ReplaceLineEndings(" ")}";

    /// <summary>The arguments of a call, from behind its opening parenthesis.</summary>
    private static List<string> Arguments(string text, int start)
    {
        var arguments = new List<string>();
        var depth = 0;
        for (var index = start; index < text.Length && depth >= 0; index++)
        {
            depth += text[index] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth < 0 || (depth == 0 && text[index] == ','))
            {
                arguments.Add(text[start..index]);
                start = index + 1;
            }
        }

        return arguments;
    }

    [GeneratedRegex(@"\bThread\." + @"Sleep\b|\bSkip(When|Unless)?" + @"\s*=[^=>]|\bAssert\." + @"Skip")]
    private static partial Regex SleepOrSkip();

    [GeneratedRegex(@"\bTask\." + @"Delay\(")]
    private static partial Regex DelayCall();

    [GeneratedRegex(@"(?i:\b_?time\b|provider|clock)")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bcat" + @"ch\b\s*(\([^()]*\)\s*)?(when\s*\([^{}]*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatch();
}
