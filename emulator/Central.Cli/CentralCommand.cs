using System.CommandLine;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Composition.CommandLine;

namespace ChargerFirmware.Central.Cli;

/// <summary>The program's words: <c>central</c>, and its subcommands.</summary>
internal static class CentralCommand
{
    /// <summary>Longer than a TerminationDeadline, which is what ends a program that does not end by itself.</summary>
    private static readonly TimeSpan s_termination = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync(string[] args) =>
        Invocation.RunAsync("central", Create(), args, new InvocationConfiguration { ProcessTerminationTimeout = s_termination });

    public static RootCommand Create()
    {
        var options = new CentralOptionSet();
        var root = new RootCommand("A central system for charging stations (OCPP 1.6J): a port for stations, a console, and HTTP.");
        options.AddTo(root);
        root.SetAction((result, cancellation) => RunHostAsync(options.Read(result), cancellation));
        return root;
    }

    private static async Task<int> RunHostAsync(CentralOptions options, CancellationToken cancellation)
    {
        try
        {
            return await CentralHost.RunAsync(options, cancellation);
        }
        catch (Exception refusal) when (refusal is IOException or StoreException or ArgumentException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"central: {UsageErrors.Safe(refusal.Message)}");
            return 1;
        }
    }
}
