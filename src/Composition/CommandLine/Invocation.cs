using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>Runs the command line of each program.</summary>
public static class Invocation
{
    /// <summary>The exit code of a command line that cannot be followed.</summary>
    public const int NotUnderstood = 2;

    /// <summary>The exit code of a station that has ended in order, but whose disk did not take all that happened (EX_IOERR): a person has to look.</summary>
    public const int NotStored = 74;

    /// <param name="name">What the program calls itself where it complains.</param>
    /// <param name="root">All of its commands.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string name, RootCommand root, string[] args, InvocationConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(configuration);
        RefuseEmptyText(root);
        var parsed = root.Parse(args);
        if (parsed.Action is not ParseErrorAction)
        {
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? NotUnderstood : code;
        }

        // The help is long; after a mistyped word its error must stay in sight.
        foreach (var error in UsageErrors.Of(parsed))
        {
            await configuration.Error.WriteLineAsync($"{name}: {error}");
        }

        await configuration.Error.WriteLineAsync($"{name}: see '{string.Join(' ', PathOf(parsed.CommandResult, name))} --help'");
        return NotUnderstood;
    }

    /// <summary>No option means anything by nothing; a script whose variable is not set hears it here.</summary>
    private static void RefuseEmptyText(Command command)
    {
        foreach (var option in command.Options.Where(option => option.ValueType == typeof(string) || option.ValueType == typeof(string[])))
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                {
                    result.AddError($"{option.Name}: expected a value, found ''");
                }
            });
        }

        foreach (var subcommand in command.Subcommands)
        {
            RefuseEmptyText(subcommand);
        }
    }

    private static IEnumerable<string> PathOf(CommandResult result, string name) =>
        result.Parent is CommandResult parent ? PathOf(parent, name).Append(result.Command.Name) : [name];
}
