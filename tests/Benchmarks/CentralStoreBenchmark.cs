using System.Diagnostics;
using System.Globalization;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>
/// The stores of a central system at the pace of 2,000 stations: 400 session changes and 1,000 frames a second, and as fast as they can. The store in
/// memory shows what of it is the benchmark's own. A server is measured where CENTRAL_POSTGRES names one.
/// </summary>
internal static class CentralStoreBenchmark
{
    private const int Stations = 2_000;
    private const int WritesASecond = 400;
    private const int FramesASecond = 1_000;
    private const int Writers = 64;

    private static readonly string s_frame =
        "[2,\"0123456789\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":1,\"meterValue\":[" + new string('x', 250) + "]}]";

    public static async Task RunAsync(Effort effort)
    {
        var folder = Directory.CreateTempSubdirectory("central-benchmark-").FullName;
        try
        {
            var (seconds, runs) = effort == Effort.Full ? (10, 3) : (3, 1);
            MeasureDisk(Path.Combine(folder, "plain"), seconds, runs);
            await MeasureAsync("memory", "memory", seconds, runs);
            await MeasureAsync("sqlite", Path.Combine(folder, "central.db"), seconds, runs);
            if (Environment.GetEnvironmentVariable("CENTRAL_POSTGRES") is { Length: > 0 } url)
            {
                await MeasureAsync("postgres", $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}schema=benchmark", seconds, runs);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the disk takes by itself, in the same folder and the same minutes.</summary>
    private static void MeasureDisk(string path, int seconds, int runs)
    {
        var (median, late) = (new Figure("plain fsync, half within", "ms"), new Figure("plain fsync, 99 % within", "ms"));
        var bytes = new byte[16_384];
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var run = 0; run < runs; run++)
        {
            var (began, took) = (Stopwatch.GetTimestamp(), new List<double>());
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds / 2.0)
            {
                var one = Stopwatch.GetTimestamp();
                file.Write(bytes);
                file.Flush(flushToDisk: true);
                took.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
            }

            took.Sort();
            median.Add(took[took.Count / 2]);
            late.Add(took[took.Count * 99 / 100]);
        }

        median.Print();
        late.Print();
    }

    private static async Task MeasureAsync(string name, string spec, int seconds, int runs)
    {
        var median = new Figure($"{name}, half kept within", "ms");
        var late = new Figure($"{name}, 99 % kept within", "ms");
        var latest = new Figure($"{name}, all kept within", "ms");
        var processor = new Figure($"{name}, of one core", "%");
        var most = new Figure($"{name}, {Writers} writers", "1/s");
        using var loop = new ThreadLoop("central", fault => Environment.FailFast($"{fault}"));
        await loop.RunAsync(async () =>
        {
            await using var store = await CentralStores.OpenAsync(spec, loop, NullLogger.Instance);
            await store.LoadAsync();
            await PaceAsync(store, loop.Time, 1);
            for (var run = 0; run < runs; run++)
            {
                var began = Process.GetCurrentProcess().TotalProcessorTime;
                var took = await PaceAsync(store, loop.Time, seconds);
                processor.Add(100 * (Process.GetCurrentProcess().TotalProcessorTime - began).TotalSeconds / seconds);
                took.Sort();
                median.Add(took[took.Count / 2]);
                late.Add(took[took.Count * 99 / 100]);
                latest.Add(took[^1]);
                most.Add(await MostAsync(store, Math.Max(2, seconds / 5)));
            }
        });
        foreach (var figure in new[] { median, late, latest, processor, most })
        {
            figure.Print();
        }
    }

    /// <returns>Milliseconds that each change took.</returns>
    private static async Task<List<double>> PaceAsync(ICentralStore store, TimeProvider time, int seconds)
    {
        var took = new List<double>();
        var writes = new List<Task>();
        var (began, first, frames) = (time.GetTimestamp(), await store.TakeSessionIdsAsync(WritesASecond * seconds), 0L);
        for (var elapsed = TimeSpan.Zero; elapsed.TotalSeconds < seconds; elapsed = time.GetElapsedTime(began))
        {
            while (writes.Count < elapsed.TotalSeconds * WritesASecond)
            {
                writes.Add(ChangeAsync(store, first + (writes.Count / 2), writes.Count % 2 == 0, time, took));
            }

            for (; frames < elapsed.TotalSeconds * FramesASecond; frames++)
            {
                store.Write(new StoreChange.Frame(new FrameRecord(Station(frames), time.GetUtcNow(), FrameDirection.Received, "MeterValues", s_frame)));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), time);
        }

        await Task.WhenAll(writes);
        return took;
    }

    /// <summary>A start is looked for before it is kept; an end brings meter values with it.</summary>
    private static async Task ChangeAsync(ICentralStore store, long id, bool isStart, TimeProvider time, List<double> took)
    {
        var now = new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);
        var session = new SessionRecord(id, id.ToString(CultureInfo.InvariantCulture), Station(id), 1, "04A1B2C3D4", now, id) { StartedAt = now };
        if (isStart)
        {
            await store.FindAsync(new SessionStart(session.Station, 1, session.IdToken, now, id));
        }

        var began = time.GetTimestamp();
        if (isStart)
        {
            await store.WriteAsync(new StoreChange.Session(session));
        }
        else
        {
            var sample = new MeterSample(now, "12345", "Sample.Periodic", null, "Energy.Active.Import.Register", null, "Outlet", "Wh");
            await store.WriteAsync(
                new StoreChange.Session(session with { StopsReceived = 1, StoppedAt = now, StopTime = now, MeterStopWh = id + 5_000, StopReason = "Local" }),
                new StoreChange.Values(session.Station, 1, id, [sample, sample]));
        }

        took.Add(time.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <returns>Changes a second, by writers that each wait for their last one.</returns>
    private static async Task<double> MostAsync(ICentralStore store, int seconds)
    {
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
            {
                await store.WriteAsync(new StoreChange.Connector(new ConnectorRecord(Station(count), null, 1, "Charging", null, DateTimeOffset.UnixEpoch)));
                count++;
                if (count % Writers == 0)
                {
                    // Where a store completes at once, nothing else would have a turn.
                    await Task.Yield();
                }
            }
        }));
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static string Station(long number) => string.Create(CultureInfo.InvariantCulture, $"STATION-{number % Stations:D5}");
}
