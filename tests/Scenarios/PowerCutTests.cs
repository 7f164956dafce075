using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Central.Records;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>
/// The power is cut at every step that the store takes in a session, and at every frame: before it is durable or sent, and right after.
/// Whatever the instant, the central system ends up with every start, stop and value, in order, and with the energy that flowed.
/// </summary>
public sealed class PowerCutTests
{
    private const string Session = """
        connector 1
        plug
        swipe 04A1B2C3
        wait 35s
        swipe 04A1B2C3
        wait 20s
        """;

    private const string Settings = """
        expect link Operational within 60s
        set StopTxnSampledData Energy.Active.Import.Register
        set MeterValueSampleInterval 10
        """;

    private const string Leave = """
        expect link Operational within 10m
        wait 1m
        unplug 1
        wait 15s
        """;

    private const string Account = """
        expect status Available within 60s
        wait 1m
        expect energy reported = energy flowed
        expect violations none
        """;

    [Theory]
    [InlineData(CutBefore.Durable)]
    [InlineData(CutBefore.Sent)]
    public void No_step_of_the_store_is_one_to_lose_anything_at(CutBefore before)
    {
        var steps = Run(int.MaxValue, before);
        Assert.InRange(steps, 12, 200);
        for (var step = 1; step <= steps; step++)
        {
            Run(step, before);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void A_session_cut_short_in_its_first_seconds_has_taken_its_energy_in_some_time(int seconds) => Story.Run(async story =>
    {
        await story.RunAsync($"connector 1\nplug\nswipe 04A1B2C3\nexpect sent StartTransaction within 20s\nwait {seconds}s\npower cycle");
        await story.RunAsync("expect sent StopTransaction reason=PowerLoss within 5m\nexpect energy reported = energy flowed");

        var calls = story.Bench.Frames.From(0).Select(entry => entry.Frame).Where(frame => frame is { IsSent: true, Kind: "call" }).ToList();
        var start = calls.Last(frame => frame.Action == "StartTransaction").Payload;
        var stop = calls.Last(frame => frame.Action == "StopTransaction").Payload;
        Assert.True(stop.GetProperty("meterStop").GetInt64() > start.GetProperty("meterStart").GetInt64());
        Assert.True(stop.GetProperty("timestamp").GetDateTimeOffset() > start.GetProperty("timestamp").GetDateTimeOffset(), stop.GetRawText());
    });

    [Fact]
    public void No_frame_is_one_to_lose_anything_at()
    {
        var frames = RunFrames(int.MaxValue);
        Assert.InRange(frames, 20, 200);
        for (var frame = 1; frame <= frames; frame++)
        {
            RunFrames(frame);
        }
    }

    /// <returns>How many commits the station asked for.</returns>
    private static int Run(int cutAt, CutBefore before)
    {
        var store = new CuttingStore(new MemoryStore(), cutAt, before);
        Run(store, bench => store.Arm(() => bench.Loop.Post(() => PowerCycle(bench, store.Renew))), $"commit {cutAt}, before it was {before}");
        return store.Commits;
    }

    private static int RunFrames(int cutAt)
    {
        var frames = 0;
        Run(
            new MemoryStore(),
            bench => bench.Frames.Added += _ =>
            {
                if (++frames == cutAt)
                {
                    bench.Loop.Post(() => PowerCycle(bench, static () => { }));
                }
            },
            $"frame {cutAt}");
        return frames;
    }

    private static void PowerCycle(Workbench bench, Action renew)
    {
        bench.CutPower();
        renew();
        bench.Start();
    }

    private static void Run(IStationStore store, Action<Workbench> prepare, string cut)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated"), Store = store });
            loop.Survives = bench.Survives;
            bench.Start();
            var session = new Session(bench);
            try
            {
                await RunAsync(session, Settings);
                prepare(bench);
                await RunAsync(session, Session);
                await RunAsync(session, Leave);
                if (bench.Physical(1).Outlet.CableInSocket)
                {
                    // The station held its end until the vehicle's was pulled.
                    await session.RunAsync("unplug 1");
                }

                await RunAsync(session, Account);
                Check(bench);
            }
            catch (BenchException failure)
            {
                throw new BenchException($"cut at {cut}: {failure.Message}{Environment.NewLine}{string.Join(Environment.NewLine, bench.Transcript.Lines)}");
            }
        });
    }

    private static async Task RunAsync(Session session, string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await session.RunAsync(line);
        }
    }

    private static void Check(Workbench bench)
    {
        foreach (var transaction in bench.Csms!.Sessions.Of(bench.StationId))
        {
            var samples = bench.CentralSystem.Store.Samples(transaction.Id);

            // Each sample was written down twice in one commit: for MeterValues, and for StopTransaction.
            var sent = samples.Where(sample => IsPeriodic(sample) && !sample.IsTransactionData).Select(sample => sample.Time);
            var kept = samples.Where(sample => IsPeriodic(sample) && sample.IsTransactionData).Select(sample => sample.Time);
            if (!sent.Distinct().SequenceEqual(kept))
            {
                throw new BenchException($"{transaction}: sent [{string.Join(", ", sent)}], kept [{string.Join(", ", kept)}]");
            }
        }

        if (bench.Protocol.QueueDepth > 0)
        {
            throw new BenchException($"{bench.Protocol.QueueDepth} messages still wait");
        }
    }

    private static bool IsPeriodic(MeterSample sample) =>
        sample is { Context: null or "Sample.Periodic", Measurand: null or "Energy.Active.Import.Register", Phase: null };
}
