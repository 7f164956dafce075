using System.CommandLine;
using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Composition.CommandLine;

namespace ChargerFirmware.Central.Cli;

/// <summary>The program's words: <c>central</c>, <c>central run FILE</c>, <c>central docs</c>, and words of the prompt, <c>central start_cs 9000</c>.</summary>
internal static class CentralCommand
{
    /// <summary>Longer than a TerminationDeadline, which is what ends a program that does not end by itself.</summary>
    private static readonly TimeSpan s_termination = TimeSpan.FromSeconds(30);

    // These are commands of the prompt, with options in its own form.
    private static readonly string[] s_promptWords = ["start_cs", "start_cp"];

    public static Task<int> RunAsync(string[] args) => args is [var first, ..] && s_promptWords.Contains(first)
        ? RefusableAsync(() => PromptHost.TalkAsync(args, CancellationToken.None))
        : Invocation.RunAsync("central", Create(), args, new InvocationConfiguration { ProcessTerminationTimeout = s_termination });

    public static RootCommand Create()
    {
        var options = new CentralOptionSet();
        var root = new RootCommand(
            "A central system for charging stations (OCPP 1.6J): a port for stations, a console, and HTTP. "
            + "'central start_cs PORT' and 'central start_cp URL ID' start with that command at the prompt.");
        options.AddTo(root);
        root.SetAction((result, cancellation) => RefusableAsync(() => CentralHost.RunAsync(options.Read(result), cancellation)));
        root.Subcommands.Add(CreateRun());
        root.Subcommands.Add(CreateDocs());
        return root;
    }

    private static Command CreateRun()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "lines as at the prompt, with expectations; docs/script-a-central-system.md has the form" };
        var log = new Option<bool>("--log") { Description = "print what happens; without it a script that passes prints nothing" };
        var run = new Command("run", "Run a script; the exit code is 0 when everything went as it expects.") { file, log };
        run.SetAction((result, cancellation) => RefusableAsync(async () =>
        {
            var script = result.GetValue(file)!;
            return await PromptHost.RunScriptAsync(
                Script.Parse(script.Name, await File.ReadAllTextAsync(script.FullName, cancellation)), result.GetValue(log) ? Console.WriteLine : null,
                cancellation);
        }));
        return run;
    }

    private static Command CreateDocs()
    {
        var version = new Option<string>("--version") { Description = "of OCPP", DefaultValueFactory = _ => "1.6", HelpName = "VERSION" };
        version.AcceptOnlyFromAmong("1.6");
        var docs = new Command("docs", "Write the messages of a version as Markdown: each field with its rules, and an example.") { version };
        docs.SetAction(result => Console.Write(MessageDocumentation.Render(result.GetValue(version)!)));
        return docs;
    }

    private static async Task<int> RefusableAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception refusal) when (refusal is IOException or StoreException or PromptException or ArgumentException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"central: {UsageErrors.Safe(refusal.Message)}");
            return 1;
        }
    }
}
