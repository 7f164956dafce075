using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Lines of the log that were left out are counted, however early a run ends.</summary>
public sealed class LeftOutLinesTests
{
    [Theory]
    [InlineData(10, 10)]
    [InlineData(120, 60)]
    public void Their_count_is_said_once(int seconds, int within)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        var log = new RecordedLog();
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated"), Logging = log });
            IFrameLink line = null!;
            bench.Network!.Accepted += (_, accepted) => line = accepted;
            bench.Start();
            Assert.True(await bench.UntilAsync(() => bench.Protocol.Link.IsOperational, TimeSpan.FromSeconds(60)));
            for (var frame = 0; frame < 30; frame++)
            {
                line.Send("[]"u8.ToArray());
            }

            await Task.Delay(TimeSpan.FromSeconds(seconds), loop.Time);
        });

        var said = Assert.Single(log.Lines, entry => entry.Contains("were left out", StringComparison.Ordinal));
        Assert.StartsWith($"10 more lines within {within} s were left out, like: ", said, StringComparison.Ordinal);
        Assert.Equal(20, log.Lines.Count(entry => entry.Contains("expected the message type", StringComparison.Ordinal)));
    }
}
