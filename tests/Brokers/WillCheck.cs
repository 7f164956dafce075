namespace ChargerFirmware.Tests.Brokers;

/// <summary>A station whose process is killed is offline, and online when it is back; its transaction ends then.</summary>
internal static class WillCheck
{
    public static async Task RunAsync(Rig rig)
    {
        await rig.BrokerAsync();
        var listener = await rig.ListenAsync();
        var address = $"mqtt://127.0.0.1:{rig.Port}";
        var emulator = await rig.EmulateAsync(address, []);
        await listener.UntilAsync("connector/1/status", "Available");
        await emulator.PlugAsync();
        await emulator.SwipeAsync();
        await listener.UntilAsync("connector/1/event/transaction", "\"begin\"");
        emulator.Worker.Kill();
        await listener.UntilAsync("availability", "offline");
        await rig.EmulateAsync(address, []);
        await listener.UntilAsync("availability", 3);
        var end = await listener.UntilAsync("connector/1/event/transaction", "\"end\"");
        if (end.Text("reason") != "PowerLoss")
        {
            throw new CheckException($"expected the reason PowerLoss, found {end.Payload}");
        }
    }
}
