using System.Diagnostics;
using System.Text.Json;

namespace ChargerFirmware.Tests.Load;

/// <summary>One run: a central system, its stations, and the judgement.</summary>
internal sealed class LoadRun(LoadOptions options, string store, TimeProvider time)
{
    /// <summary>What the product promises for 2,000 stations.</summary>
    private const double LongestP99Milliseconds = 1_000;

    private const double LongestMilliseconds = 5_000;

    /// <summary>So many stations come a second at most.</summary>
    private const double ArrivalsPerSecond = 100;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    /// <summary>What a kill does to those that are connected, and to those that dial meanwhile.</summary>
    private static readonly string[] s_outage = ["connection lost", "connection refused"];

    private readonly Totals _totals = new();
    private readonly Ledger _ledger = new();
    private readonly Figures _figures = new();

    /// <summary>So that a store of several runs shows which sessions are of this one.</summary>
    private readonly string _prefix = $"LOAD-{time.GetUtcNow().ToUnixTimeMilliseconds():x}-";

    public async Task<Totals> RunAsync()
    {
        using var phase = new Phase(time);
        using var central = new CentralSystem(options.Central ?? CentralSystem.Program(), store);
        Console.WriteLine($"the central system serves after {(await central.StartAsync()).TotalSeconds:F1} s, store {store}");
        var killer = new Killer(central, phase, new Random(options.Seed), time);

        var began = Stopwatch.GetTimestamp();
        using var observing = new CancellationTokenSource();
        var observer = ObserveAsync(central, phase, observing.Token);
        var arrival = TimeSpan.FromSeconds(Math.Min(options.Stations / ArrivalsPerSecond, options.Duration.TotalSeconds / 3));
        var stations = Enumerable.Range(1, options.Stations).Select(number => Station(number, central.Stations, phase, arrival)).ToList();
        var lives = Task.WhenAll(stations.Select((station, index) =>
            Task.Run(() => station.RunAsync(arrival * ((index + 0.5) / stations.Count)))));
        var kills = options.Kills == 0 ? Task.CompletedTask : killer.RunAsync(options.Kills, options.Duration - arrival);
        await Task.WhenAll(kills, phase.WaitAsync(options.Duration)).WaitAsync(options.Duration * 3 + s_patience);
        phase.End();
        var giveUp = Task.Delay(s_patience, time, observing.Token);
        if (await Task.WhenAny(lives, giveUp) == giveUp)
        {
            phase.GiveUp();
        }

        await lives;
        central.Sample();
        var took = Stopwatch.GetElapsedTime(began);
        await observing.CancelAsync();
        await observer;
        var report = Describe(central, killer, took);
        report.Print();
        Console.WriteLine(report.Json());
        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file, report.Json());
        }

        _totals.Check("every station was accepted", [.. stations.Where(station => !station.WasAccepted).Select(station => $"{station.Id}")]);
        Judge(report);
        await JudgeStoreAsync(central);
        if (options is { Kills: > 0, Store: null })
        {
            await SyncCheck.RunAsync(options.Central ?? CentralSystem.Program(), Path.GetDirectoryName(store)!, _totals);
        }

        stations.ForEach(station => station.Dispose());
        return _totals;
    }

    private SimulatedStation Station(int number, Uri address, Phase phase, TimeSpan departure)
    {
        var random = new Random((options.Seed * 1_000_003) + number);
        var leaving = phase.Leaving(departure * random.NextDouble());
        return new SimulatedStation($"{_prefix}{number:D4}", address, phase, leaving, _ledger, _figures, random, new Pace(options.Faster, random));
    }

    private void Judge(Report report)
    {
        var unexpected = report.Errors.Where(error => options.Kills == 0 || !s_outage.Contains(error.Key));
        _totals.Check("no station met an error", [.. unexpected.Select(error => $"{error.Value} times {error.Key}")]);
        if (options.Kills == 0)
        {
            var (p99, max) = (report.All.P99Milliseconds, report.All.MaxMilliseconds);
            _totals.Check($"p99 of {report.All.Count} answers is {p99:F0} ms, less than 1 s", p99 < LongestP99Milliseconds);
            _totals.Check($"the slowest took {max:F0} ms, at most 5 s", max <= LongestMilliseconds);
        }
    }

    /// <summary>What it has told to its store, not what it remembers: it is ended, or killed once more, before it is asked.</summary>
    private async Task JudgeStoreAsync(CentralSystem central)
    {
        _totals.Check("it has not ended by itself", central.HasEnded ? [central.Said] : []);
        if (options.Kills > 0)
        {
            await central.KillAsync();
        }
        else
        {
            var code = await central.EndAsync();
            _totals.Check($"SIGTERM ends it in order (exit code {code})", code == 0);
        }

        Console.WriteLine($"started again on its store after {(await central.StartAsync()).TotalSeconds:F1} s");
        using var api = new CentralApi(central.Http);
        try
        {
            await Account.CheckAsync(_ledger, api, _prefix, _totals);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            _totals.Check($"it shows what it has kept: {failure.Message}", holds: false);
        }
    }

    /// <summary>Looks at the central system once a second, and at how late this program's own timers are.</summary>
    private async Task ObserveAsync(CentralSystem central, Phase phase, CancellationToken end)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (var count = 1; !end.IsCancellationRequested; count++)
        {
            var began = Stopwatch.GetTimestamp();
            await Task.Delay(step, time, CancellationToken.None);
            _figures.OwnLateness(Stopwatch.GetElapsedTime(began) - step);
            if (count % 20 == 0)
            {
                central.Sample();
            }

            if (options.Kills == 0 && central.HasEnded)
            {
                // Nobody will answer any more.
                phase.GiveUp();
                phase.End();
            }
        }
    }

    private Report Describe(CentralSystem central, Killer killer, TimeSpan took)
    {
        var all = _figures.All();
        return new Report
        {
            Stations = options.Stations,
            Seconds = took.TotalSeconds,
            Sessions = _ledger.Sessions.Count,
            Connections = _figures.Connections,
            Kills = killer.Kills,
            Messages = _figures.Latencies(),
            All = all,
            MessagesPerSecond = all.Count / took.TotalSeconds,
            Errors = _figures.Errors(),
            Commands = _figures.Commands(),
            ProcessorPercent = 100 * (central.Processor / took),
            MostMegabytes = central.MostBytes / 1e6,
            LastMegabytes = central.LastBytes / 1e6,
            StartSeconds = [.. killer.Starts.Select(start => start.TotalSeconds)],
            OwnProcessorPercent = 100 * (Environment.CpuUsage.TotalTime / took),
            OwnLateness = _figures.OwnLateness(),
        };
    }
}
