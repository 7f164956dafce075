using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>
/// What a command line must keep beside its grammar. All rules of both programs are added here, because a rule that reads a value which
/// the parser could not read gets an exception for it, and with that the program would end in a stack trace.
/// </summary>
public static class UsageRules
{
    /// <summary>Checks a command's options together.</summary>
    public static void Require(this Command command, Action<CommandResult> check)
    {
        ArgumentNullException.ThrowIfNull(command);
        command.Validators.Add(result => Guard(() => check(result)));
    }

    /// <summary>Checks an option's value.</summary>
    /// <param name="expected">What a value is that <paramref name="holds"/> accepts.</param>
    public static void Require<T>(this Option<T> option, Predicate<T> holds, string expected)
    {
        ArgumentNullException.ThrowIfNull(option);
        option.Validators.Add(result => Guard(() =>
        {
            if (result.GetValueOrDefault<T>() is { } value && !holds(value))
            {
                result.AddError($"{option.Name}: expected {expected}");
            }
        }));
    }

    /// <summary>A number within bounds, both included.</summary>
    public static void RequireBetween<T>(this Option<T> option, T least, T most, string expected)
        where T : struct, INumber<T> =>
        option.Require(
            value => value >= least && value <= most, string.Create(CultureInfo.InvariantCulture, $"{expected} from {least} to {most}"));

    /// <summary>A misspelt option is no file, so that it is refused before anything runs.</summary>
    public static void RequireFiles(this Argument<FileInfo[]> argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Select(token => token.Value))
            {
                if (token.StartsWith('-'))
                {
                    result.AddError(UsageErrors.NoOption(((CommandResult)result.Parent!).Command, token));
                }
                else if (Directory.Exists(token))
                {
                    result.AddError($"{token}: expected a file, found a folder; {Path.TrimEndingDirectorySeparator(token)}/* names the files in it");
                }
            }
        });
    }

    private static void Guard(Action check)
    {
        try
        {
            check();
        }
        catch (InvalidOperationException)
        {
            // Some value could not be read. Its option says so itself, and more could not be said of the whole.
        }
    }
}
