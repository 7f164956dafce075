using ChargerFirmware.Bench.Adapters;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Central.Cli.Plugins.Adapters;
using ChargerFirmware.Central.Cli.Prompt.Adapters;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Adapters;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A prompt as a program of its own: in real time, with charge points and a central system that its words start.</summary>
internal static class PromptHost
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromMilliseconds(300);

    /// <summary>Carries the words of the command line out, then reads lines. Without a line to read it runs on until it is asked to end.</summary>
    /// <param name="words">Such as <c>start_cs 9000</c>; none for the prompt alone.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TalkAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var signals = new TerminationSignals(cancellation);
        using var output = new ConsoleWriter();
        using var loop = CreateLoop();
        var session = await loop.RunAsync(() => Task.FromResult(CreateSession(loop, output.WriteLine, CentralHost.DefaultStore)));
        var end = PromptEnd.Failed;
        try
        {
            await loop.RunAsync(() => session.RunAsync(words));
            end = await PromptConsole.RunAsync(session, loop, output, new HistoryFile(HistoryFile.DefaultPath), signals.Token);
            if (end == PromptEnd.InputEnded && words.Count > 0)
            {
                // A service has no input, and nobody has asked for its end.
                await TerminationSignals.UntilAsync(signals.Token);
            }
        }
        catch (PromptException refusal)
        {
            await Console.Error.WriteLineAsync($"central: {refusal.Message}");
        }

        await loop.RunAsync(session.StopAsync);
        return end == PromptEnd.Failed ? 1 : 0;
    }

    /// <summary>Reads lines about a central system that runs already. Without an input it goes on until it is asked to end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> TalkAsync(ThreadLoop loop, ICentralSystem system, ConsoleWriter output, CancellationToken cancellation)
    {
        var session = await loop.RunAsync(() =>
        {
            var made = CreateSession(loop, output.WriteLine, CentralHost.DefaultStore);
            made.Attach(system);
            return Task.FromResult(made);
        });
        var end = await PromptConsole.RunAsync(session, loop, output, new HistoryFile(HistoryFile.DefaultPath), cancellation);
        await loop.RunAsync(session.StopAsync);
        return end == PromptEnd.Failed ? 1 : 0;
    }

    /// <summary>Runs a script: silent where it passes, else the line that failed and the last frames on standard error.</summary>
    /// <param name="log">Where the log goes; null for nowhere.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunScriptAsync(Script script, Action<string>? log, CancellationToken cancellation)
    {
        using var signals = new TerminationSignals(cancellation);
        using var loop = CreateLoop();
        var session = await loop.RunAsync(() => Task.FromResult(CreateSession(loop, log ?? (static _ => { }), static _ => "memory")));
        var run = loop.RunAsync(() => new ScriptRun(session).RunAsync(script));
        await Task.WhenAny(run, TerminationSignals.UntilAsync(signals.Token));
        var failure = run.IsCompleted ? await run : null;
        await loop.RunAsync(session.StopAsync);
        if (failure is not null || !run.IsCompleted)
        {
            await Console.Error.WriteLineAsync(failure?.ToString() ?? $"{script.Name}: not finished");
            return 1;
        }

        return 0;
    }

    private static ThreadLoop CreateLoop() => new("central", fault => Console.Error.WriteLine($"central: the program itself failed: {fault}"));

    private static PromptSession CreateSession(ThreadLoop loop, Action<string> say, Func<int, string> storeOf)
    {
        var random = RandomSource.FromMachine();
        return new PromptSession(new PromptSurroundings
        {
            Loop = loop,
            Random = random.Fork("charge points"),
            Say = say,
            Dialer = (address, identity) => new WebSocketDialer(loop, address, identity),
            StartCentralSystem = async start => await RunningCentralSystem.StartAsync(
                loop, random.Fork("central system"), storeOf(start.Port), new CsmsOptions { ServesUnbootedStations = true },
                new CsmsServerOptions
                {
                    Port = start.Port, PingInterval = start.PingInterval, AssumesSubprotocol = true, StopTimeout = s_stopTimeout,
                },
                isJudged: true, NullLogger.Instance),
            StartPlugin = words => PluginProcess.Start(loop, words),
        });
    }
}
