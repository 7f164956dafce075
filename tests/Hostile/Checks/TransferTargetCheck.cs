using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>What a central system can make a station send where, by GetDiagnostics and redirects.</summary>
internal sealed class TransferTargetCheck : ICheck
{
    private const string Ticket = "t1cket-of-the-path";

    public string Name => "diagnostics are repeated where redirected, and never sent to the emulator itself";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(1, "Available");
        foreach (var host in (string[])["127.0.0.1", "localhost", "127.8.8.8", "[::ffff:127.0.0.1]"])
        {
            Require.Equal(
                "UploadFailed", await UploadAsync(central, $"http://{host}:{station.Api.Port}/connectors/1/plug-in"), $"an upload to the emulator's own API at {host}");
        }

        using (var back = new WebServer(_ => $"307 Go\r\nLocation: http://127.0.0.1:{station.Api.Port}/connectors/1/plug-in"))
        {
            Require.Equal("UploadFailed", await UploadAsync(central, $"http://127.0.0.1:{back.Port}/up/"), "an upload redirected to the emulator's own API");
        }

        Require.That(!(await station.GetAsync("connectors/1")).Contains("Preparing", StringComparison.Ordinal), "a car was plugged in by a central system");
        Require.That(
            station.Output.Items.Any(line => line.Contains("this program itself listens", StringComparison.Ordinal)), "the log does not say why");
        foreach (var status in (int[])[301, 302, 303, 307, 308])
        {
            using var server = new WebServer(line => line.Contains("/after", StringComparison.Ordinal) ? "200 OK" : $"{status} Go\r\nLocation: /after");
            var end = await UploadAsync(central, $"http://user:s3cr3t@127.0.0.1:{server.Port}/{Ticket}/?sig={Ticket}");
            var after = server.Requests.Items.Last();
            Require.That(
                end == "UploadFailed" || (after.Line.StartsWith("POST /after", StringComparison.Ordinal) && after.BodyBytes > 100),
                $"{status}: {end}, although the last request was {after}");
        }

        var shown = string.Join('\n', station.Output.Items) + await station.GetAsync("frames?count=1000");
        Require.That(!shown.Contains("s3cr3t", StringComparison.Ordinal), "a password of an address is shown");
        Require.That(!shown.Contains(Ticket, StringComparison.Ordinal), "a ticket in an address is shown");
        Require.That(shown.Contains("GetDiagnostics", StringComparison.Ordinal), "the frames are not shown at all");
    }

    internal static async Task<string> UploadAsync(CentralSystem central, string location)
    {
        var from = central.Frames.Count;
        await central.CallAsync("GetDiagnostics", $$"""{"location":{{JsonSerializer.Serialize(location)}},"retries":0}""");
        var end = await central.CallOfAsync(
            "DiagnosticsStatusNotification", payload => payload.GetProperty("status").GetString() is "Uploaded" or "UploadFailed", from);
        return end.Payload.GetProperty("status").GetString()!;
    }
}
