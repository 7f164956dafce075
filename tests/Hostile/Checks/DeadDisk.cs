namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A disk on which neither the database nor the redo file can be written any more, in the middle of a charge that then ends, over the end of
/// the process, until it can be written again. How it dies and comes back is what the two checks differ in.
/// </summary>
internal sealed class DeadDisk(Rig rig, CentralSystem central, Func<Task<StationProcess>> start, Func<StationProcess, Task> die, Func<Task> revive)
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
        await central.CallOfAsync("MeterValues");

        await die(station);
        var dead = central.Frames.Count;
        await central.CallOfAsync("StatusNotification", status => status.GetProperty("errorCode").GetString() == "InternalError", dead);

        // A value bills nothing, and nobody repeats it in another form.
        await central.CallOfAsync("MeterValues", from: central.Frames.Count);
        await station.SwipeAsync();
        await central.StatusAsync(1, "Finishing", dead);
        await central.CallAsync("GetConfiguration", """{"key":["HeartbeatInterval"]}""");
        Require.Equal(74, await station.TerminateAsync(), "exit code of a station whose disk did not take the end");
        Require.That(!central.Frames.Items.Any(frame => frame.IsCall("StopTransaction")), "an end was reported that no restart would know of");

        await revive();
        var restarted = central.Frames.Count;
        station = await start();
        var stop = await central.CallOfAsync("StopTransaction", from: restarted);
        Require.That(
            stop.Payload.GetProperty("meterStop").GetInt64() >= started.Payload.GetProperty("meterStart").GetInt64(), $"the register ran back: {stop.Text}");
        Require.Equal(0, await station.TerminateAsync(), "exit code on a disk that takes everything");

        var again = central.Frames.Count;
        station = await start();
        await central.StatusAsync(1, "Available", again);
        Require.Equal(0, await station.TerminateAsync(), "exit code after another start");
        var sent = central.Frames.Items.Where(frame => frame.IsCall("StopTransaction")).Select(frame => frame.Payload.GetRawText()).Distinct().ToList();
        Require.Equal(1, sent.Count, $"stops of one transaction in {rig.Folder}: {string.Join(' ', sent)}");
    }
}
