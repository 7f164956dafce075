using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Emulator.Cli;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EmulatorCli;

public sealed class NarratorTests
{
    [Fact]
    public void A_connection_that_is_lost_and_one_that_is_back_are_said_once_each()
    {
        var lines = new List<string>();
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated") });
            Narrator.Attach(bench, lines.Add, null);
            bench.Start();
            var session = new Session(bench);
            await session.RunAsync("expect link Operational within 60s");
            Assert.DoesNotContain(lines, line => line.Contains("central system", StringComparison.Ordinal));
            await session.RunAsync("link cut");
            await session.RunAsync("wait 1m");
            await session.RunAsync("link restore");
            await session.RunAsync("expect link Operational within 10m");
        });

        Assert.Equal(
            ["the connection to the central system is lost", "connected to the central system again"],
            lines.Where(line => line.Contains("central system", StringComparison.Ordinal)).Select(line => line[12..].Trim()));
    }
}
