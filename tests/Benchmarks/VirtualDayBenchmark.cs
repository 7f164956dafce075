using System.Diagnostics;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>How long virtual time takes on the wall: two hours of charging, and a day with whatever drivers do in it.</summary>
internal static class VirtualDayBenchmark
{
    public static Task RunAsync(Effort effort)
    {
        var (runs, days) = effort == Effort.Full ? (9, 5) : (3, 1);
        foreach (var (name, resource) in new[] { ("two hours, one car", "two-hour-charge"), ("two hours, two cars", "two-hours") })
        {
            using var stream = typeof(VirtualDayBenchmark).Assembly.GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            var scenario = Scenario.Parse(resource, reader.ReadToEnd());
            Measure(name, "ms", runs, _ => ScenarioRun.Run(scenario, seed: 1), took => took.TotalMilliseconds);
        }

        Measure("a day with all drivers", "s", days, Live, took => took.TotalSeconds);
        return Task.CompletedTask;
    }

    private static void Live(int seed) => RandomDay.Run((ulong)seed, Boards.Load("emulated"), TimeSpan.FromHours(24));

    /// <summary>Once to warm up, then as often as asked, each with a seed of its own.</summary>
    private static void Measure(string name, string unit, int repetitions, Action<int> act, Func<TimeSpan, double> inUnit)
    {
        var figure = new Figure(name, unit);
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            var began = Stopwatch.GetTimestamp();
            act(Math.Max(1, repetition));
            if (repetition > 0)
            {
                figure.Add(inUnit(Stopwatch.GetElapsedTime(began)));
            }
        }

        figure.Print();
    }
}
