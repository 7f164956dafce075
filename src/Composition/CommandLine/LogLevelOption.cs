using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>The option <c>--log-level</c>, which every program that runs a station has.</summary>
public static class LogLevelOption
{
    private const string Names = "Trace, Debug, Information, Warning, Error, Critical or None";

    public static Option<LogLevel> Create(LogLevel usual) => new("--log-level")
    {
        Description = Names,
        DefaultValueFactory = _ => usual,
        HelpName = "LEVEL",
        CustomParser = result =>
        {
            if (Find(result.Tokens[0].Value) is { } level)
            {
                return level;
            }

            result.AddError($"--log-level: expected {Names}, found '{result.Tokens[0].Value}'");
            return usual;
        },
    };

    // The short words are what other programs call these levels.
    private static LogLevel? Find(string text) => text.ToUpperInvariant() switch
    {
        "INFO" => LogLevel.Information,
        "WARN" => LogLevel.Warning,
        var upper => Enum.GetValues<LogLevel>().Cast<LogLevel?>()
            .FirstOrDefault(level => string.Equals(level.ToString(), upper, StringComparison.OrdinalIgnoreCase)),
    };
}
