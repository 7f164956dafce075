using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>
/// What is wrong with a command line, without what may be secret in it: an unknown option is named without its value, as
/// <c>--passwort=...</c> is a password all the same.
/// </summary>
public static partial class UsageErrors
{
    /// <summary>How much of an option must be right to guess which one was meant.</summary>
    private const int SignificantLength = 5;

    /// <summary>One line an error.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var unmatched = parsed.UnmatchedTokens;

        // The library's own line about such a token quotes all of it.
        return
        [
            .. parsed.Errors.Select(ValueErrors.Describe).Distinct()
                .Where(message => !unmatched.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)))
                .Select(Safe),
            .. unmatched.Select((token, index) => Describe(parsed, token, index)).OfType<string>(),
        ];
    }

    /// <summary>A text that may quote what was typed: of addresses it keeps the host, of <c>user:password@host</c> what follows the @.</summary>
    public static string Safe(string text) => User().Replace(SafeText.Of(text), "***@");

    /// <summary>Refuses a token that looks like an option.</summary>
    internal static string NoOption(Command command, string token)
    {
        var name = NameOf(token);
        var meant = OptionsOf(command).Where(option => Resembles(option, name)).ToList();
        return $"There is no option '{name}'." + (meant.Count > 0 ? $" Is it {string.Join(" or ", meant)}?" : "");
    }

    /// <returns>Null for what only belongs to the one before it.</returns>
    private static string? Describe(ParseResult parsed, string token, int index)
    {
        if (token.StartsWith('-'))
        {
            return NoOption(parsed.CommandResult.Command, token);
        }

        if (parsed.Tokens.FirstOrDefault(typed => typed.Type != TokenType.Command)?.Value == token)
        {
            return $"'{Safe(token)}' is neither a command nor the value of an option.";
        }

        if (index > 0 && parsed.UnmatchedTokens[index - 1].StartsWith('-'))
        {
            return null;
        }

        var before = parsed.Tokens.TakeWhile(typed => typed.Value != token).LastOrDefault(typed => typed.Type == TokenType.Option);
        return before is null ? "One argument is the value of no option." : $"What stands behind '{NameOf(before.Value)}' is the value of no option.";
    }

    /// <summary>Of a single dash one letter: what follows may be its value.</summary>
    private static string NameOf(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) ? token.Split('=', ':')[0] : token[..Math.Min(2, token.Length)];

    private static IEnumerable<string> OptionsOf(Command command) => command.Options.Where(option => !option.Hidden).Select(option => option.Name);

    private static bool Resembles(string option, string typed) =>
        option.StartsWith(typed[..Math.Min(SignificantLength, typed.Length)], StringComparison.OrdinalIgnoreCase) && typed.Length > 2;

    [GeneratedRegex(@"[^\s'""/@]+:(?!//)[^\s'""@]*@")]
    private static partial Regex User();
}
