using System.Diagnostics;
using System.Globalization;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>
/// The emulator as a process: from its start to the BootNotification that a central system in this process receives, and the memory
/// it holds when it has lived for a while.
/// </summary>
internal static class StartBenchmark
{
    public static async Task RunAsync(Effort effort)
    {
        var (repetitions, life) = effort == Effort.Full ? (9, TimeSpan.FromMinutes(1)) : (3, TimeSpan.FromSeconds(5));
        using var loop = new ThreadLoop("central system", fault => Environment.FailFast("The central system has failed.", fault));
        var booted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var csms = new Csms(loop, RandomSource.Seeded(1), [new Ocpp16Binding()]);
        csms.MessageTraced += message =>
        {
            if (message is { Action: "BootNotification", Type: FrameType.Call })
            {
                booted.TrySetResult();
            }
        };
        await using var server = await CsmsServer.StartAsync(loop, csms, new CsmsServerOptions { Port = 0 });

        var start = new Figure("start to BootNotification", "ms");
        var resident = new Figure($"resident after {life.TotalSeconds:0} s", "MB");
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            booted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var began = Stopwatch.GetTimestamp();
            using var emulator = Start(server.Endpoint);
            try
            {
                await booted.Task.WaitAsync(TimeSpan.FromSeconds(60));
                var took = Stopwatch.GetElapsedTime(began);
                if (repetition == 0)
                {
                    // The first start reads the files from disk, and this side is compiled; its process is the one that may grow old.
                    await Task.Delay(life, loop.Time);
                    resident.Add(ResidentMegabytes(emulator.Id));
                }
                else
                {
                    start.Add(took.TotalMilliseconds);
                }
            }
            finally
            {
                emulator.Kill();
                await emulator.WaitForExitAsync();
            }
        }

        start.Print();
        resident.Print();
    }

    private static Process Start(Uri endpoint) => Process.Start(new ProcessStartInfo
    {
        FileName = Program(),
        ArgumentList = { "--csms", endpoint.ToString(), "--id", "BENCH-1", "--headless", "--api", "127.0.0.1:0" },
        RedirectStandardOutput = true,
    })!;

    /// <summary>The emulator of the same build as this program.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Emulator.Cli", own.Name, "emulator");
        return File.Exists(program) ? program : throw new FileNotFoundException("The emulator has not been built.", program);
    }

    private static double ResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
