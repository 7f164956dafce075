namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>Without hostility all is well: what the other checks take for granted.</summary>
internal sealed class HonestPeerCheck : ICheck
{
    public string Name => "a session with an honest peer is charged and reported";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(1, "Available");
        await station.PlugInAsync();
        await central.StatusAsync(1, "Preparing");
        await station.SwipeAsync();
        var start = await central.CallOfAsync("StartTransaction");
        await central.StatusAsync(1, "Charging");
        await station.SwipeAsync();
        var stop = await central.CallOfAsync("StopTransaction");
        Require.That(
            stop.Payload.GetProperty("meterStop").GetInt64() >= start.Payload.GetProperty("meterStart").GetInt64(),
            $"the register ran back: {start.Text} {stop.Text}");
        Require.Equal(0, await station.TerminateAsync(), "exit code after SIGTERM");
    }
}
