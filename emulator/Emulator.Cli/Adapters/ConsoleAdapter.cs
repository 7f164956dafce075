using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Adapters;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Emulator.Cli.Adapters;

/// <summary>The console: each line goes to the bench as it is, and what the bench says of it is printed.</summary>
internal static class ConsoleAdapter
{
    /// <summary>
    /// Runs until the input ends, <c>quit</c> is typed or the program is asked to end. A terminal is read only while this process is in
    /// its foreground.
    /// </summary>
    /// <param name="run">Carries a line out; what it returns is printed.</param>
    public static async Task<ConsoleEnd> RunAsync(Func<string, Task<string?>> run, ConsoleWriter output, CancellationToken cancellation)
    {
        await ConsoleInput.UntilForegroundAsync(cancellation);
        return await RunAsync(run, output.WriteLine, () => ConsoleInput.ReadLine(Console.In), ConsoleInput.Kind == ConsoleInputKind.Script, cancellation);
    }

    /// <summary>A bench's words, for the console.</summary>
    public static Func<string, Task<string?>> WordsOf(ThreadLoop loop, Workbench bench)
    {
        var session = new Session(bench) { Settles = true };
        return line => loop.RunAsync(() => session.RunAsync(line));
    }

    /// <param name="read">Waits for a line, on a thread of its own; null at the end.</param>
    internal static async Task<ConsoleEnd> RunAsync(
        Func<string, Task<string?>> run, Action<string> say, Func<string?> read, bool isScript, CancellationToken cancellation)
    {
        while (await ReadLineAsync(read, cancellation) is { } line)
        {
            if (line.Trim() is "quit" or "exit")
            {
                return ConsoleEnd.Quit;
            }

            try
            {
                if (await run(line) is { Length: > 0 } answer)
                {
                    say(answer);
                }
            }
            catch (BenchException refusal)
            {
                say($"! {refusal.Message}");
                if (isScript)
                {
                    await Console.Error.WriteLineAsync($"emulator: '{line.Trim()}' failed, the rest of the input is not read");
                    return ConsoleEnd.ScriptFailed;
                }
            }
        }

        return ConsoleEnd.InputEnded;
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
