using System.Text.Json;
using ChargerFirmware.Central.Cli.Api;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

public sealed class FrameLogTests
{
    [Fact]
    public async Task Frames_are_kept_without_their_secrets_and_long_ones_in_part()
    {
        await using var bench = await ApiBench.StartAsync();
        var log = await bench.Loop.RunAsync(() => Task.FromResult(new FrameLog(bench.Csms)));
        await bench.AskAsync("POST", "/api/v1/change-configuration", """{"cpid":"CP1","key":"AuthorizationKey","value":"hunter3"}""");
        var data = new string('x', FrameLog.LongestText);
        await bench.AskAsync("POST", "/api/v1/data-transfer", $$"""{"cpid":"CP1","vendorId":"V","data":"{{data}}"}""");
        bench.Loop.Post(log.Dispose);
        await bench.AskAsync("POST", "/api/v1/clear-cache", """{"cpid":"CP1"}""");

        var frames = (await bench.AskAsync("GET", "/api/v1/frames?station=CP1&limit=4")).EnumerateArray().ToList();

        Assert.Equal(
            ["ChangeConfiguration", "ChangeConfiguration", "DataTransfer", "DataTransfer"],
            frames.Select(frame => frame.GetProperty("action").GetString()));
        Assert.Equal("***", frames[0].GetProperty("frame")[3].GetProperty("value").GetString());
        Assert.Equal("station", frames[1].GetProperty("from").GetString());
        Assert.Equal(JsonValueKind.Null, frames[2].GetProperty("frame").ValueKind);
        Assert.EndsWith("xxx...", frames[2].GetProperty("text").GetString(), StringComparison.Ordinal);
    }
}
