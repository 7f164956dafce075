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
using ChargerFirmware.Telemetry.Mqtt.Configuration;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>
/// What MQTT costs the station: three stations that charge, each on a loop of its own, one of which looks ten times a second at all that it
/// publishes to a broker, fifty times as often as usual. They are asked in turns, round by round; the figure is the share within a round, and that
/// of two stations that publish nothing is the noise.
/// </summary>
internal static class TelemetryBenchmark
{
    public static async Task RunAsync(Effort effort)
    {
        var (calls, rounds) = effort == Effort.Full ? (2_000, 40) : (500, 8);
        using var broker = new SinkBroker();
        using var centralLoop = new ThreadLoop("central system", Fail);
        var csms = await centralLoop.RunAsync(() => Task.FromResult(new Csms(centralLoop, RandomSource.Seeded(1), [new Ocpp16Binding()])));
        await using var server = await CsmsServer.StartAsync(centralLoop, csms, new CsmsServerOptions { Port = 0 });
        using var silent = await StartAsync("BENCH-1", server.Endpoint, null, centralLoop, csms);
        using var alsoSilent = await StartAsync("BENCH-2", server.Endpoint, null, centralLoop, csms);
        var settings = new MqttSettings { Host = "127.0.0.1", Port = broker.Port, Period = TimeSpan.FromMilliseconds(100) };
        using var publishing = await StartAsync("BENCH-3", server.Endpoint, settings, centralLoop, csms);

        Figure[] mqtt = [new("telemetry on/off: call p50", "%"), new("telemetry on/off: call p99", "%"), new("telemetry on/off: longest turn", "%")];
        Figure[] noise = [new("noise off/off: call p50", "%"), new("noise off/off: call p99", "%"), new("noise off/off: longest turn", "%")];
        await RoundAsync(calls, centralLoop, silent, alsoSilent, publishing);
        for (var round = 0; round < rounds; round++)
        {
            var took = await RoundAsync(calls, centralLoop, silent, alsoSilent, publishing);
            for (var figure = 0; figure < mqtt.Length; figure++)
            {
                mqtt[figure].Add(100 * took[2][figure] / took[0][figure]);
                noise[figure].Add(100 * took[1][figure] / took[0][figure]);
            }
        }

        foreach (var figure in mqtt.Concat(noise))
        {
            figure.Print();
        }

        Console.WriteLine($"messages the broker took: {broker.Taken}");
    }

    /// <returns>For each station: median and 99th percentile of its calls, and the longest turn of its loop meanwhile.</returns>
    private static async Task<double[][]> RoundAsync(int calls, ThreadLoop centralLoop, params BenchedStation[] stations)
    {
        var figures = new double[stations.Length][];

        // Whoever is first has the caches to warm: each in its turn.
        var first = Random.Shared.Next(stations.Length);
        for (var turn = 0; turn < stations.Length; turn++)
        {
            var index = (first + turn) % stations.Length;
            var station = stations[index];
            var longest = TimeSpan.Zero;
            Action<TimeSpan, TimeSpan> note = (_, turn) => longest = turn > longest ? turn : longest;
            station.Loop.TurnTimed += note;
            var took = new double[calls];
            await centralLoop.RunAsync(() => AskAsync(station.Session, took));
            station.Loop.TurnTimed -= note;
            Array.Sort(took);
            figures[index] = [took[calls / 2], took[calls * 99 / 100], longest.TotalMicroseconds];
        }

        return figures;
    }

    private static async Task AskAsync(ConnectedStation station, double[] took)
    {
        for (var index = 0; index < took.Length; index++)
        {
            var began = Stopwatch.GetTimestamp();
            (await station.CallAsync(Ocpp16Catalog.GetConfiguration, new GetConfigurationRequest { Key = ["HeartbeatInterval"] })).Expect();
            took[index] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
    }

    private static async Task<BenchedStation> StartAsync(string id, Uri endpoint, MqttSettings? mqtt, ThreadLoop centralLoop, Csms csms)
    {
        var loop = new ThreadLoop(id, Fail);
        var bench = await loop.RunAsync(() =>
        {
            var made = new Workbench(new WorkbenchOptions
            {
                Loop = loop, Board = Boards.Load("emulated"), StationId = id, Dialer = new WebSocketDialer(loop, endpoint, id), Mqtt = mqtt,
            });
            made.Start();
            return Task.FromResult(made);
        });
        await loop.RunAsync(async () =>
        {
            await RequireAsync(bench, () => bench.Protocol.Link.IsOperational);
            bench.Plug(1);
            await RequireAsync(bench, () => bench.Connector(1).IsPlugged);
            bench.Swipe(1, "04A1B2C3");
            await RequireAsync(bench, () => bench.Connector(1).Status == Station.Statuses.ConnectorStatus.Charging);
        });
        var session = await centralLoop.RunAsync(() => Task.FromResult(csms.Station(id)));
        return new BenchedStation(loop, bench, session);
    }

    private static async Task RequireAsync(Workbench bench, Func<bool> condition)
    {
        if (!await bench.UntilAsync(condition, TimeSpan.FromSeconds(30)))
        {
            throw new InvalidOperationException("A station of the benchmark does not charge.");
        }
    }

    private static void Fail(Exception fault) => Environment.FailFast("A loop of the benchmark has failed.", fault);

    private sealed record BenchedStation(ThreadLoop Loop, Workbench Bench, ConnectedStation Session) : IDisposable
    {
        public void Dispose()
        {
            Loop.RunAsync(() =>
            {
                Bench.Dispose();
                return Task.CompletedTask;
            }).GetAwaiter().GetResult();
            Loop.Dispose();
        }
    }
}
