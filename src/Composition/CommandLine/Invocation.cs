using System.CommandLine;
using System.CommandLine.Invocation;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>How every program of ours does what its command line says.</summary>
public static class Invocation
{
    /// <summary>The exit code of a command line that cannot be followed.</summary>
    public const int NotUnderstood = 2;

    /// <param name="termination">How long a command may go on after SIGTERM.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] args, TimeSpan termination)
    {
        ArgumentNullException.ThrowIfNull(root);
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = termination };
        if (parsed.Action is ParseErrorAction help)
        {
            foreach (var error in UsageErrors.Of(parsed))
            {
                await configuration.Error.WriteLineAsync(error);
            }

            // Of the library only the help: its own words quote what was typed.
            help.ShowTypoCorrections = false;
            configuration.Error = TextWriter.Null;
        }

        var code = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? NotUnderstood : code;
    }
}
