using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Central system and station share a clock here and no fate.</summary>
public sealed class CentralSystemFaultTests
{
    [Fact]
    public void A_fault_in_the_central_system_stops_no_connector() => Run(async (bench, session) =>
    {
        bench.CentralSystem.Judge.ViolationFound += _ => throw new InvalidOperationException("the judge stumbles");
        bench.Csms!.SessionStopped += _ => throw new InvalidOperationException("a listener stumbles");
        await session.RunAsync("plug");
        await session.RunAsync("swipe 04A1B2C3");
        await session.RunAsync("expect status Charging within 20s");

        // Its handler and its watch both fail while the station charges.
        await session.RunAsync("set NoSuchKey 1");
        var stranger = await StrangerAsync(bench);
        stranger.Send("nonsense"u8.ToArray());
        stranger.Send(Deep(65));
        stranger.Send(Deep(200_000));
        await session.RunAsync("wait 1m");
        await session.RunAsync("expect status Charging");
        Assert.NotEmpty(bench.CentralSystem.Faults);

        await session.RunAsync("swipe 04A1B2C3");
        await session.RunAsync("expect status Finishing within 20s");
    });

    [Fact]
    public void A_strangers_deep_nesting_is_a_violation_and_no_fault() => Run(async (bench, session) =>
    {
        var stranger = await StrangerAsync(bench);
        foreach (var levels in (int[])[63, 64, 65, 66, 1_000, 200_000])
        {
            stranger.Send(Deep(levels));
        }

        await session.RunAsync("wait 1m");

        Assert.Empty(bench.CentralSystem.Faults);
        Assert.Equal(6, bench.CentralSystem.Judge.Violations.Count(violation => violation.Station == "STRANGER"));
        Assert.DoesNotContain(bench.CentralSystem.Judge.Violations, violation => violation.Station == bench.StationId);
    });

    private static void Run(Func<Workbench, Session, Task> story)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated") });
            bench.Start();
            var session = new Session(bench);
            await session.RunAsync("expect link Operational within 60s");
            await story(bench, session);
        });
    }

    /// <summary>Somebody else who dials in to the central system on the bench.</summary>
    private static async Task<IFrameLink> StrangerAsync(Workbench bench)
    {
        var network = new VirtualNetwork(bench.Loop, RandomSource.Seeded(9), "STRANGER");
        network.Accepted += (request, link) => bench.Csms!.Accept(request.Identity, link);
        var link = await network.ConnectAsync(new DialOptions { Subprotocols = ["ocpp1.6"] }, default);
        link.Open();
        return link;
    }

    private static byte[] Deep(int levels) =>
        Encoding.UTF8.GetBytes($$"""[2,"{{levels}}","Heartbeat",{"a":{{new string('[', levels)}}{{new string(']', levels)}}}]""");
}
