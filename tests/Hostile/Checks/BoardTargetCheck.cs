namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>The program for the board keeps a central system out of what listens on the board, also where a proxy would carry it there.</summary>
internal sealed class BoardTargetCheck : ICheck
{
    public string Name => "a charger sends nothing to the machine it runs on, unless its operator allows it";

    public async Task RunAsync(Rig rig)
    {
        using var board = new BoardOfModbus(rig.Folder);
        using var server = new WebServer(_ => "200 OK");
        var central = rig.CentralSystem();
        string[] arguments = ["run", "--board", board.File, "--csms", central.Url.ToString(), "--id", "CP-1", "--store", rig.Store];

        // The link to the central system may use a proxy; it is at the address that is excepted.
        (string, string)[] proxy = [("http_proxy", $"http://127.0.0.1:{server.Port}"), ("no_proxy", "127.0.0.1")];

        var charger = rig.Start(Rig.Charger, arguments, proxy);
        await central.CallOfAsync("BootNotification");
        foreach (var target in (string[])[$"127.0.0.1:{server.Port}", $"localhost:{server.Port}", $"[::ffff:127.0.0.1]:{server.Port}", "169.254.169.254", "[fe80::1]"])
        {
            Require.Equal("UploadFailed", await TransferTargetCheck.UploadAsync(central, $"http://{target}/up/"), $"an upload to {target}");
        }

        Require.Equal(0, server.Requests.Count, "requests on the board, or at the proxy");
        Require.That(charger.Output.Items.Any(line => line.Contains("is refused: it is a loopback address", StringComparison.Ordinal)), "the log does not say why");
        Require.Equal(0, await charger.TerminateAsync(), "exit code");

        var from = central.Frames.Count;
        charger = rig.Start(Rig.Charger, [.. arguments, "--allow-local-transfers"], proxy);
        await central.CallOfAsync("BootNotification", from: from);
        Require.Equal("Uploaded", await TransferTargetCheck.UploadAsync(central, $"http://127.0.0.1:{server.Port}/up/"), "an upload that the operator allows");
        Require.That(server.Requests.Items.Last().Line.StartsWith("POST /up/", StringComparison.Ordinal), "it went by the proxy");
    }
}
