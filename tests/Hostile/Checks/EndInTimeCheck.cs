namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>SIGTERM ends a charge in order, and the program within five seconds, whatever the central system does.</summary>
internal sealed class EndInTimeCheck : ICheck
{
    public string Name => "SIGTERM ends in time beside a silent central system and a deep frame";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        central.AnswerFrame("StopTransaction", _ => null);
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(1, "Available");
        await station.PlugInAsync();
        await central.StatusAsync(1, "Preparing");
        await station.SwipeAsync();
        await central.StatusAsync(1, "Charging");
        foreach (var levels in (int[])[20_000, 450_000])
        {
            await central.Current.SendAsync($"[2,\"{levels}\",\"Reset\",{{\"type\":{new string('[', levels)}{new string(']', levels)}}}]");
        }

        var answer = await central.CallAsync("GetConfiguration", """{"key":["HeartbeatInterval"]}""");
        Require.Equal(3, answer.Type, "message type of the answer");
        Require.Equal(0, await station.TerminateAsync(TimeSpan.FromSeconds(6)), "exit code after SIGTERM");

        central.AnswerDuly("StopTransaction");
        var from = central.Frames.Count;
        await rig.EmulatorAsync(central);
        var stop = await central.CallOfAsync("StopTransaction", from: from);
        Require.Equal("Reboot", stop.Payload.GetProperty("reason").GetString(), "reason");
    }
}
