namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A disk that runs full in the middle of a charge, over a kill and a restart, until there is room again. How it is filled and freed
/// is what the two checks differ in.
/// </summary>
internal sealed class FullDisk(Rig rig, CentralSystem central, Func<Task<StationProcess>> start, Func<StationProcess, Task> fill, Func<StationProcess, Task> free)
{
    public async Task RunAsync()
    {
        var station = await start();
        await central.StatusAsync(1, "Available");
        await central.CallAsync("ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"1"}""");
        await station.PlugInAsync();
        await central.StatusAsync(1, "Preparing");
        await station.SwipeAsync();
        var started = await central.CallOfAsync("StartTransaction");
        await central.StatusAsync(1, "Charging");

        await fill(station);
        await AlarmAsync(0);
        var charged = central.Frames.Count;
        for (var sample = 0; sample < 5; sample++)
        {
            var values = await central.CallOfAsync("MeterValues", from: charged);
            charged = central.Frames.Items.ToList().IndexOf(values) + 1;
        }

        Require.That(!station.HasExited, "the full disk ended the process");
        Require.That(!central.Frames.Items.Any(frame => frame.IsCall("StopTransaction")), "the full disk ended the charge");

        // While it is full: killed, and started again.
        await station.KillAsync();
        var restarted = central.Frames.Count;
        station = await start();
        await fill(station);
        var stop = await central.CallOfAsync("StopTransaction", from: restarted);
        Require.That(
            stop.Payload.GetProperty("meterStop").GetInt64() >= started.Payload.GetProperty("meterStart").GetInt64(), $"the register ran back: {stop.Text}");
        await AlarmAsync(restarted);
        Require.That(!station.HasExited, "the full disk ended the process that was started on it");

        var freed = central.Frames.Count;
        await free(station);
        await central.CallOfAsync("StatusNotification", IsWell, freed);
        await station.KillAsync();
        var again = central.Frames.Count;
        station = await start();
        await central.StatusAsync(1, "Available", again);
        await station.PlugInAsync();
        await central.StatusAsync(1, "Preparing", again);
        await station.SwipeAsync();
        await central.StatusAsync(1, "Charging", again);
        await central.CallAsync("RemoteStopTransaction", """{"transactionId":2}""");
        // The first one may come once more, too: the kill may have hit before its answer was written.
        await central.CallOfAsync("StopTransaction", stop => stop.GetProperty("transactionId").GetInt64() == 2, again);

        var sent = central.Frames.Items.Where(frame => frame.IsCall("StopTransaction")).Select(frame => frame.Payload.GetRawText()).Distinct().ToList();
        Require.Equal(2, sent.Count, $"stops of two transactions in {rig.Folder}: {string.Join(' ', sent)}");
        Require.Equal(0, await station.TerminateAsync(), "exit code after SIGTERM");
    }

    private Task<OcppFrame> AlarmAsync(int from) =>
        central.CallOfAsync("StatusNotification", status => status.GetProperty("connectorId").GetInt32() == 0 && status.GetProperty("errorCode").GetString() == "InternalError", from);

    private static bool IsWell(System.Text.Json.JsonElement status) =>
        status.GetProperty("connectorId").GetInt32() == 0 && status.GetProperty("errorCode").GetString() == "NoError";
}
