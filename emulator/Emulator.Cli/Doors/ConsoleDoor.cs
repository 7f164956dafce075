using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.EventLoop.Doors;

namespace ChargerFirmware.Emulator.Cli.Doors;

/// <summary>The console: each line goes to the bench as it is, and what the bench says of it is printed.</summary>
internal static class ConsoleDoor
{
    /// <summary>Runs until the input ends, <c>quit</c> is typed or the program is told to end.</summary>
    public static async Task RunAsync(ThreadLoop loop, Workbench bench, CancellationToken cancellation)
    {
        var session = new Session(bench);
        while (await ReadLineAsync(cancellation) is { } line && line.Trim() is not ("quit" or "exit"))
        {
            try
            {
                if (await loop.RunAsync(() => session.RunAsync(line)) is { Length: > 0 } answer)
                {
                    Console.WriteLine(answer);
                }
            }
            catch (BenchException refusal)
            {
                Console.WriteLine($"! {refusal.Message}");
            }
        }
    }

    /// <summary>Reading a console cannot be cancelled, so the thread that reads is left behind at the end.</summary>
    private static async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => line.TrySetResult(null));
        new Thread(() => line.TrySetResult(Console.In.ReadLine())) { IsBackground = true, Name = "console" }.Start();
        return await line.Task;
    }
}
