using System.Diagnostics;
using System.Globalization;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Store.Sqlite.Adapters;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>
/// The store on this machine's disk: durable events a second beside the disk's own fsyncs in the same folder and the same run, and what
/// two busy connectors write in a day.
/// </summary>
internal static class StoreBenchmark
{
    /// <summary>What a MeterValues message of five measurands takes in the journal.</summary>
    private const int EventBytes = 700;

    private const int Writers = 8;

    public static async Task RunAsync(Effort effort)
    {
        var (runs, events) = effort == Effort.Full ? (7, 1000) : (3, 200);
        var folder = Directory.CreateTempSubdirectory("charger-benchmark-").FullName;
        try
        {
            await MeasureRateAsync(folder, runs, events);
            await MeasureWearAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureRateAsync(string folder, int runs, int events)
    {
        using var store = SqliteStore.Open(Path.Combine(folder, "rate.db"), NullLogger.Instance);
        var plain = new Figure("plain write and fsync", "1/s");
        var single = new Figure("durable events, one by one", "1/s");
        var together = new Figure($"durable events, {Writers} at once", "1/s");
        var share = new Figure("one by one, of plain", "%");
        var shareTogether = new Figure($"{Writers} at once, of plain", "%");
        for (var run = 0; run < runs; run++)
        {
            var perSecond = PlainRate(Path.Combine(folder, "plain"), events);
            var one = await RateAsync(events, () => CommitAsync(store, run, 0, events));
            var many = await RateAsync(
                events, () => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => CommitAsync(store, run, writer, events / Writers))));
            plain.Add(perSecond);
            single.Add(one);
            together.Add(many);
            share.Add(100 * one / perSecond);
            shareTogether.Add(100 * many / perSecond);
        }

        foreach (var figure in new[] { plain, single, together, share, shareTogether })
        {
            figure.Print();
        }
    }

    private static double PlainRate(string path, int events)
    {
        var bytes = new byte[EventBytes];
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var began = Stopwatch.GetTimestamp();
        for (var count = 0; count < events; count++)
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> RateAsync(int events, Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task CommitAsync(SqliteStore store, int run, int writer, int events)
    {
        var bytes = new byte[EventBytes];
        for (var count = 0; count < events; count++)
        {
            await store.CommitAsync([StoreChange.Put("journal", string.Create(CultureInfo.InvariantCulture, $"{run}/{writer}/{count:D6}"), bytes)]);
        }
    }

    /// <summary>Two virtual hours with a car on each connector, their commits carried out one by one on a real file.</summary>
    private static async Task MeasureWearAsync(string folder)
    {
        var recorded = Record();
        using var store = SqliteStore.Open(Path.Combine(folder, "wear.db"), NullLogger.Instance);
        var before = BytesWritten();
        foreach (var commit in recorded.Commits)
        {
            await store.CommitAsync(commit);
        }

        var figure = new Figure("written by two busy connectors", "MB/day");
        figure.Add((BytesWritten() - before) / 1e6 * 24 / recorded.Hours);
        figure.Print();
    }

    private static (IReadOnlyList<IReadOnlyList<StoreChange>> Commits, double Hours) Record()
    {
        using var stream = typeof(StoreBenchmark).Assembly.GetManifestResourceStream("two-hours")!;
        using var reader = new StreamReader(stream);
        var scenario = Scenario.Parse("two-hours", reader.ReadToEnd());
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        var store = new RecordingStore();
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated"), Store = store });
            loop.Survives = bench.Survives;
            bench.Start();
            await bench.UntilAsync(() => bench.Protocol.Link.IsOperational, TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromSeconds(5), loop.Time);
            var session = new Session(bench);
            foreach (var line in scenario.Lines)
            {
                await session.RunAsync(line);
            }
        });
        return (store.Commits, loop.Elapsed.TotalHours);
    }

    /// <summary>Bytes that this process has sent on their way to the disk.</summary>
    private static double BytesWritten() => File.ReadLines("/proc/self/io")
        .Where(line => line.StartsWith("write_bytes:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.AsSpan("write_bytes:".Length), CultureInfo.InvariantCulture)).First();
}
