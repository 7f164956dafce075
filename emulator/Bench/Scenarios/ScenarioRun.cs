using ChargerFirmware.Bench.Language;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Runs a scenario in virtual time.</summary>
public static class ScenarioRun
{
    /// <summary>When every virtual bench is switched on: far from midnight, and no time zone's.</summary>
    public static DateTimeOffset Beginning { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Runs <paramref name="scenario"/> on a bench of its own.</summary>
    /// <param name="prepare">Called before the station is switched on, for a defect to plant or a listener to add.</param>
    /// <returns>The transcript.</returns>
    /// <exception cref="BenchException">It did not go as written.</exception>
    public static IReadOnlyList<string> Run(Scenario scenario, ulong seed, BoardFile? board = null, Action<Workbench>? prepare = null)
    {
        using var loop = new VirtualLoop(Beginning);
        Workbench? bench = null;
        loop.Run(async () =>
        {
            bench = new Workbench(new WorkbenchOptions { Loop = loop, Seed = seed, Board = board ?? scenario.LoadBoard() });
            loop.Survives = bench.Survives;
            prepare?.Invoke(bench);
            bench.Start();
            await new Session(bench).RunAsync("expect link Operational within 60s");
            await scenario.RunAsync(bench);
            bench.Dispose();
            RequireSoundCentralSystem(scenario.Name, bench);
        });
        return bench!.Transcript.Lines;
    }

    /// <summary>Its faults stop no station, so somebody has to look.</summary>
    /// <exception cref="BenchException">It had one.</exception>
    public static void RequireSoundCentralSystem(string scenario, Workbench bench)
    {
        ArgumentNullException.ThrowIfNull(bench);
        if (bench.CentralSystem.Faults.FirstOrDefault() is { } fault)
        {
            throw new BenchException($"{scenario}: the central system on the bench failed at {fault}");
        }
    }
}
