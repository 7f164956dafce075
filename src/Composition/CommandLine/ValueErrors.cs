using System.CommandLine.Parsing;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>What is wrong with a value, as people read it: the parser's own words name types of .NET.</summary>
internal static class ValueErrors
{
    public static string Describe(ParseError error)
    {
        var symbol = error.SymbolResult is ArgumentResult { Parent: OptionResult parent } ? parent : error.SymbolResult;
        return symbol switch
        {
            OptionResult { Tokens: [var token], Option: var option } when Expected(option.ValueType) is { } expected && !IsOurs(error, option.Name) =>
                $"{option.Name}: expected {expected}, found '{token.Value}'",
            ArgumentResult { Tokens: [var token, ..] tokens, Argument: var argument } tree
                when Expected(argument.ValueType) is { } expected
                    && !tokens.Any(any => IsOurs(error, any.Value)
                        || error.Message == UsageErrors.NoOption(((CommandResult)tree.Parent!).Command, any.Value)) =>
                $"{argument.Name}: expected {expected}, found '{token.Value}'",
            _ => error.Message,
        };
    }

    private static bool IsOurs(ParseError error, string name) => error.Message.StartsWith(name + ":", StringComparison.Ordinal);

    /// <summary>What the parser reads by itself; null for what has its own words.</summary>
    private static string? Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var number when number == typeof(int) || number == typeof(long) => "a whole number",
        var number when number == typeof(ulong) => "a whole number that is not negative",
        var number when number == typeof(double) => "a number",
        var flag when flag == typeof(bool) => "true or false, or no value",
        var folder when folder == typeof(DirectoryInfo) => "a folder",
        var files when files == typeof(FileInfo[]) => "a file",
        _ => null,
    };
}
