namespace ChargerFirmware.Tests.Brokers;

/// <summary>The broker is killed in a session and comes back after its end: begin and end are published, and the retained state is right.</summary>
internal static class OutageCheck
{
    public static async Task RunAsync(Rig rig)
    {
        string[] lines = ["allow_anonymous true", "persistence true", $"persistence_location {rig.Folder}/", "autosave_on_changes true", "autosave_interval 1"];
        var broker = await rig.BrokerAsync(lines);

        // Its subscription outlives the broker, so that it misses nothing.
        var listener = await rig.ListenAsync("witness", "--disable-clean-session");
        var emulator = await rig.EmulateAsync($"mqtt://127.0.0.1:{rig.Port}", []);
        await listener.UntilAsync("connector/1/status", "Available");
        await emulator.PlugAsync();
        await emulator.SwipeAsync();
        await listener.UntilAsync("connector/1/status", "Charging");
        broker.Kill();
        await broker.EndAsync();
        await emulator.Worker.UntilAsync("connection lost");
        await emulator.SwipeAsync();
        await emulator.Worker.UntilAsync("the broker cannot be reached");
        await emulator.FaultAsync("door-open");
        await rig.BrokerAsync(lines);
        var end = await listener.UntilAsync("connector/1/event/transaction", "\"end\"");
        await listener.UntilAsync("event/fault", "\"raised\"");
        await emulator.ClearAsync();
        await listener.UntilAsync("event/fault", "\"cleared\"");
        var published = listener.All.Where(heard => heard.Topic == $"{Rig.Root}/connector/1/event/transaction").DistinctBy(heard => heard.Text("id")).ToList();
        if (string.Join(", ", published.Select(heard => heard.Text("event"))) != "begin, end")
        {
            throw new CheckException($"expected one begin and one end, found {string.Join(" | ", published.Select(heard => heard.Payload))}");
        }

        if (end.Text("reason") is not ("Local" or "Other"))
        {
            throw new CheckException($"expected the reason Local or Other, found {end.Payload}");
        }
    }
}
