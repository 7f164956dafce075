using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.EventLoop.Doors;

namespace ChargerFirmware.Emulator.Cli.Doors;

/// <summary>The console: each line goes to the bench as it is, and what the bench says of it is printed.</summary>
internal static class ConsoleDoor
{
    /// <summary>
    /// Runs until the input ends, <c>quit</c> is typed or the program is asked to end. A terminal is read only while this process is in
    /// its foreground.
    /// </summary>
    /// <returns>The exit code: 1 when a line of a script failed, which ends the script.</returns>
    public static async Task<int> RunAsync(ThreadLoop loop, Workbench bench, ConsoleWriter output, CancellationToken cancellation)
    {
        await ConsoleInput.UntilForegroundAsync(cancellation);
        var isScript = ConsoleInput.Kind == ConsoleInputKind.Script;
        var session = new Session(bench) { Settles = true };
        while (await ReadLineAsync(cancellation) is { } line && line.Trim() is not ("quit" or "exit"))
        {
            try
            {
                if (await loop.RunAsync(() => session.RunAsync(line)) is { Length: > 0 } answer)
                {
                    output.WriteLine(answer);
                }
            }
            catch (BenchException refusal)
            {
                output.WriteLine($"! {refusal.Message}");
                if (isScript)
                {
                    await Console.Error.WriteLineAsync($"emulator: '{line.Trim()}' failed, the rest of the input is not read");
                    return 1;
                }
            }
        }

        return 0;
    }

    /// <summary>Reading a console cannot be cancelled, so the thread that reads is left behind at the end.</summary>
    private static async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return null;
        }

        var line = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => line.TrySetResult(null));
        new Thread(() => line.TrySetResult(ConsoleInput.ReadLine(Console.In))) { IsBackground = true, Name = "console" }.Start();
        return await line.Task;
    }
}
