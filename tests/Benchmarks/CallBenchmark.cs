using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16;
using System.Diagnostics;
using ChargerFirmware.Bench;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Adapters;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>
/// A station on its emulated board in real time and a central system, each on a loop of its own, with a WebSocket over loopback
/// between them. The central system asks, waits for the answer, asks again: the standard allows one open call a direction.
/// </summary>
internal static class CallBenchmark
{
    private const string StationId = "BENCH-1";

    public static async Task RunAsync(Effort effort)
    {
        var (calls, repetitions) = effort == Effort.Full ? (20_000, 7) : (3_000, 3);
        using var centralLoop = new ThreadLoop("central system", Fail);
        using var stationLoop = new ThreadLoop("station", Fail);
        var booted = new TaskCompletionSource<ConnectedStation>(TaskCreationOptions.RunContinuationsAsynchronously);
        var csms = await centralLoop.RunAsync(() => Task.FromResult(NewCentralSystem(centralLoop, booted)));
        await using var server = await CsmsServer.StartAsync(centralLoop, csms, new CsmsServerOptions { Port = 0 });
        var bench = await stationLoop.RunAsync(() => Task.FromResult(NewStation(stationLoop, server.Endpoint)));
        var station = await booted.Task;

        await MeasureAsync("GetConfiguration", calls, repetitions, centralLoop, () =>
            station.CallAsync(Ocpp16Catalog.GetConfiguration, new GetConfigurationRequest { Key = ["HeartbeatInterval"] }));
        await MeasureAsync("DataTransfer", calls, repetitions, centralLoop, () =>
            station.CallAsync(Ocpp16Catalog.DataTransfer, new DataTransferRequest { VendorId = "nobody", Data = "nothing" }));

        await stationLoop.RunAsync(() =>
        {
            bench.Dispose();
            return Task.CompletedTask;
        });
    }

    private static Csms NewCentralSystem(Loop loop, TaskCompletionSource<ConnectedStation> booted)
    {
        var csms = new Csms(loop, RandomSource.Seeded(1), [new Ocpp16Binding()]);
        csms.MessageTraced += message =>
        {
            // The last thing a station reports when it has booted: the status of its second connector.
            if (csms.Find(message.Station) is { } station && station.Connectors.Count == 3)
            {
                booted.TrySetResult(station);
            }
        };
        return csms;
    }

    private static Workbench NewStation(Loop loop, Uri endpoint)
    {
        var bench = new Workbench(new WorkbenchOptions
        {
            Loop = loop,
            Board = Boards.Load("emulated"),
            StationId = StationId,
            Dialer = new WebSocketDialer(loop, endpoint, StationId),
        });
        bench.Start();
        return bench;
    }

    private static async Task MeasureAsync<T>(string action, int calls, int repetitions, ThreadLoop loop, Func<Task<CommandResult<T>>> call)
        where T : class
    {
        var rate = new Figure($"calls {action}", "1/s");
        var middle = new Figure($"calls {action} p50", "us");
        var slow = new Figure($"calls {action} p99", "us");
        await loop.RunAsync(() => AskAsync(call, new double[calls]));
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var took = new double[calls];
            var began = Stopwatch.GetTimestamp();
            await loop.RunAsync(() => AskAsync(call, took));
            rate.Add(calls / Stopwatch.GetElapsedTime(began).TotalSeconds);
            Array.Sort(took);
            middle.Add(took[calls / 2]);
            slow.Add(took[calls * 99 / 100]);
        }

        rate.Print();
        middle.Print();
        slow.Print();
    }

    private static async Task AskAsync<T>(Func<Task<CommandResult<T>>> call, double[] took)
        where T : class
    {
        for (var index = 0; index < took.Length; index++)
        {
            var began = Stopwatch.GetTimestamp();
            (await call()).Expect();
            took[index] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
    }

    private static void Fail(Exception fault) => Environment.FailFast("A loop of the benchmark has failed.", fault);
}
