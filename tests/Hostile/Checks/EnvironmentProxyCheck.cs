namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A proxy that the environment names for browsers and package managers is none for a station: it dials its central system itself.
/// </summary>
internal sealed class EnvironmentProxyCheck : ICheck
{
    // Nobody listens on port 1.
    private const string Proxy = "http://127.0.0.1:1";

    public string Name => "the central system is dialled directly, whatever proxy the environment names";

    public async Task RunAsync(Rig rig)
    {
        using var board = new BoardOfModbus(rig.Folder);
        foreach (var program in (string[])[Rig.Emulator, Rig.Charger])
        {
            var central = rig.CentralSystem();
            string[] arguments = ["--csms", central.Url.ToString(), "--id", "CP-1"];
            var process = rig.Start(
                program,
                program == Rig.Emulator ? rig.EmulatorArguments(null, arguments) : ["run", "--board", board.File, "--store", rig.Store, .. arguments],
                ((string[])["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]).Select(variable => (variable, Proxy)));
            await central.CallOfAsync("BootNotification");
            Require.Equal(0, await process.TerminateAsync(), "exit code");
        }
    }
}
