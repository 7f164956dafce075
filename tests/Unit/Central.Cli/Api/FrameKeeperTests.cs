using System.Text.Json;
using ChargerFirmware.Central.Cli;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

public sealed class FrameKeeperTests
{
    [Fact]
    public async Task Frames_are_kept_without_their_secrets_and_long_ones_in_part()
    {
        await using var bench = await ApiBench.StartAsync();
        var keeper = await bench.Loop.RunAsync(() => Task.FromResult(new FrameKeeper(bench.Csms)));
        await bench.AskAsync("POST", "/api/v1/change-configuration", """{"cpid":"CP1","key":"AuthorizationKey","value":"hunter3"}""");
        var data = new string('x', FrameKeeper.MaxLength);
        await bench.AskAsync("POST", "/api/v1/data-transfer", $$"""{"cpid":"CP1","vendorId":"V","data":"{{data}}"}""");
        bench.Loop.Post(keeper.Dispose);
        await bench.AskAsync("POST", "/api/v1/clear-cache", """{"cpid":"CP1"}""");

        var frames = (await bench.AskAsync("GET", "/api/v1/frames?station=CP1&limit=4")).EnumerateArray().ToList();

        Assert.Equal(
            ["ChangeConfiguration", "ChangeConfiguration", "DataTransfer", "DataTransfer"],
            frames.Select(frame => frame.GetProperty("action").GetString()));
        Assert.Equal("***", frames[0].GetProperty("frame")[3].GetProperty("value").GetString());
        Assert.Equal("station", frames[1].GetProperty("from").GetString());
        Assert.Equal(JsonValueKind.Null, frames[2].GetProperty("frame").ValueKind);
        Assert.Contains("xxx... (", frames[2].GetProperty("text").GetString(), StringComparison.Ordinal);
    }
}
