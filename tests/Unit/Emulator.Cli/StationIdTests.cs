using System.CommandLine;
using System.Net;
using ChargerFirmware.Bench;
using ChargerFirmware.Emulator.Cli;
using ChargerFirmware.Emulator.Cli.Api;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Adapters;

namespace ChargerFirmware.Tests.Unit.EmulatorCli;

/// <summary>What a station may be called, and that it is found by that name.</summary>
public sealed class StationIdTests
{
    [Theory]
    [InlineData("EMU-0001", true)]
    [InlineData("a/b", true)]
    [InlineData("Säule 7", true)]
    [InlineData("...", true)]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("\u00a0", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u0000", false)]
    [InlineData("\u007f", false)]
    [InlineData("\u0085x", false)]
    [InlineData("a:b", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("1234567890123456789012345678901234567890123456789", false)]
    public void An_identity_that_fits_no_address_is_refused(string id, bool isFit)
    {
        var errors = new RootCommand { RunOptionSet.IdOption() }.Parse(["--id", id]).Errors;

        Assert.Equal(isFit ? [] : [
            "--id: expected 1 to 48 characters, of them one that is no blank, none a colon or a control character, and not . or .. alone",
        ], errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("a/b", "a%2Fb", 200)]
    [InlineData("a/b", "a%2fb", 200)]
    [InlineData("Säule 7", "S%C3%A4ule%207", 200)]
    [InlineData("100%", "100%25", 200)]
    [InlineData("a/b", "a%2Fc", 404)]
    [InlineData("a/b", "a", 404)]
    public async Task Its_routes_are_found_by_the_escaped_identity(string id, string segment, int status)
    {
        using var loop = new ThreadLoop("test", _ => { });
        using var monitor = new StationMonitor(loop, id);
        using var telemetry = new TelemetryEndpoints(monitor);
        var bench = await loop.RunAsync(() => Task.FromResult(
            new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated"), StationId = id })));
        await using var server = await ApiServer.StartAsync(loop, bench, telemetry, new IPEndPoint(IPAddress.Loopback, 0), AccessRule.Usual);
        using var client = new HttpClient();

        // As a text: a Uri would be made anew out of its parts.
        using var response = await client.GetAsync(new Uri($"http://{server.Address}/stations/{segment}/connectors"), TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }
}
