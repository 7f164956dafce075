using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A story in the bench's language that may look at the bench between two lines.</summary>
internal sealed class Story
{
    private readonly Session _session;

    private Story(Workbench bench)
    {
        Bench = bench;
        _session = new Session(bench);
    }

    public Workbench Bench { get; }

    /// <param name="syncTime">How long the disk takes to keep something, unless a store is given.</param>
    public static void Run(Func<Story, Task> story, BoardFile? board = null, IStationStore? store = null, TimeSpan syncTime = default)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions
            {
                Loop = loop,
                Board = board ?? Boards.Load("emulated"),
                Store = store ?? (syncTime > TimeSpan.Zero ? new MemoryStore(loop.Time, syncTime) : new MemoryStore()),
            });
            loop.Survives = bench.Survives;
            bench.Start();
            var running = new Story(bench);
            await running.RunAsync("expect link Operational within 60s\nwait 5s");
            await story(running);
            ScenarioRun.RequireSoundCentralSystem("a story", bench);
        });
    }

    public async Task RunAsync(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await _session.RunAsync(line);
        }
    }
}
