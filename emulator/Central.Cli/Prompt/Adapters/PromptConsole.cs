using ChargerFirmware.Bench.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Prompt.Adapters;

/// <summary>The console of a prompt. A terminal is read with completion and history; a pipe line by line, each carried out to its answer.</summary>
internal static class PromptConsole
{
    /// <summary>Runs until the input ends, somebody quits or the program is asked to end.</summary>
    /// <param name="loop">The session's.</param>
    public static async Task<PromptEnd> RunAsync(PromptSession session, Loop loop, ConsoleWriter output, HistoryFile history, CancellationToken cancellation)
    {
        await ConsoleInput.UntilForegroundAsync(cancellation);
        if (!TerminalReader.IsPossible)
        {
            return await RunAsync(
                session, loop, output.WriteLine, () => ConsoleInput.ReadLine(Console.In), ConsoleInput.Kind == ConsoleInputKind.Script, cancellation);
        }

        var completer = new Completer(session);
        var reader = new TerminalReader(
            history.Load(), text => loop.RunAsync(() => Task.FromResult(completer.Complete(text))).GetAwaiter().GetResult(), history.Append, output);
        var end = await RunAsync(session, loop, output.WriteLine, reader.ReadLine, isScript: false, cancellation);

        // Somebody at a terminal who ends the input wants the program to end.
        return end == PromptEnd.InputEnded ? PromptEnd.Quit : end;
    }

    /// <param name="read">Waits for a line, on a thread of its own; null at the end.</param>
    /// <param name="isScript">Each line waits for its answer, and the first that fails is the last.</param>
    internal static async Task<PromptEnd> RunAsync(
        PromptSession session, Loop loop, Action<string> say, Func<string?> read, bool isScript, CancellationToken cancellation)
    {
        while (await ReadLineAsync(read, cancellation) is { } line)
        {
            if (await FailureOfAsync(session, loop, line, isScript) is { } failure)
            {
                say($"! {failure}");
                if (isScript)
                {
                    return PromptEnd.Failed;
                }
            }

            if (session.IsEnded)
            {
                return PromptEnd.Quit;
            }
        }

        return PromptEnd.InputEnded;
    }

    private static async Task<string?> FailureOfAsync(PromptSession session, Loop loop, string line, bool isScript)
    {
        try
        {
            var call = await loop.RunAsync(() => session.RunAsync(line));
            return isScript && call is not null && await call.Outcome is var outcome and not CallOutcome.Result ? call.Describe(outcome) : null;
        }
        catch (PromptException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Reading a console cannot be cancelled, so the thread that reads is left behind at the end.</summary>
    private static async Task<string?> ReadLineAsync(Func<string?> read, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return null;
        }

        var line = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => line.TrySetResult(null));
        new Thread(() => line.TrySetResult(read())) { IsBackground = true, Name = "console" }.Start();
        return await line.Task;
    }
}
