namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>Whatever a central system does on each connection, the station does not come back at once.</summary>
internal sealed class ReconnectStormCheck : ICheck
{
    private static readonly TimeSpan s_minimum = TimeSpan.FromSeconds(2.9);

    public string Name => "no central system makes a station reconnect in a storm";

    public async Task RunAsync(Rig rig)
    {
        await Task.WhenAll(SettingsKeepTheLinkAsync(rig), HangsUpAsync(rig), ResetsAsync(rig));
    }

    /// <summary>Writes settings on every connection: those it has and others.</summary>
    private static async Task SettingsKeepTheLinkAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        await rig.EmulatorAsync(central, "--store", Path.Combine(rig.Folder, "settings"));
        await central.StatusAsync(1, "Available");
        foreach (var (key, value) in new[]
        {
            ("WebSocketPingInterval", "30"), ("WebSocketPingInterval", "60"), ("WebSocketPingInterval", "60"), ("WebSocketPingInterval", "0"),
            ("HeartbeatInterval", "300"), ("HeartbeatInterval", "301"), ("MessageTimeout", "29"), ("BootNotificationOnReconnect", "true"),
        })
        {
            var answer = await central.CallAsync("ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""");
            Require.Equal("Accepted", answer.Payload.GetProperty("status").GetString(), $"{key} = {value}");
        }

        // The link is asked once more behind all that the settings may have begun.
        await central.CallAsync("TriggerMessage", """{"requestedMessage":"Heartbeat"}""");
        await central.CallOfAsync("Heartbeat");
        Require.Equal(1, central.Connections.Count, "connections of a station whose settings are written");
    }

    /// <summary>Closes each connection as soon as it stands, as one that restarts for ever.</summary>
    private static async Task HangsUpAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        central.Answer("BootNotification", _ => null);
        central.OnConnection = connection => connection.CloseAsync(1012, "service restart");
        await rig.EmulatorAsync(central, "--store", Path.Combine(rig.Folder, "hangs-up"));
        var first = await ConnectionAsync(central, 0);
        await first.Ended;
        RequireApart(first, await ConnectionAsync(central, 1), "a close with 1012");
        Require.Equal(1012, (int?)first.CloseStatus, "the status that answers 1012");
    }

    /// <summary>Resets the station as soon as it has booted, each time.</summary>
    private static async Task ResetsAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        await rig.EmulatorAsync(central, "--store", Path.Combine(rig.Folder, "resets"));
        for (var number = 0; number < 2; number++)
        {
            var connection = await ConnectionAsync(central, number);
            await central.Frames.FirstAsync("BootNotification", frame => frame.Connection == number && frame.IsCall("BootNotification"));
            await central.CallAsync("Reset", """{"type":"Hard"}""");
            var next = await ConnectionAsync(central, number + 1);
            Require.That(connection.Ended.IsCompleted, "the socket before a reset is still open when the one behind it opens");
            RequireApart(connection, next, "a reset");
        }
    }

    private static Task<Connection> ConnectionAsync(CentralSystem central, int number) =>
        central.Connections.FirstAsync($"connection {number}", _ => true, number);

    private static void RequireApart(Connection first, Connection second, string what) =>
        Require.That(second.Since - first.Since >= s_minimum, $"{(second.Since - first.Since).TotalSeconds:F1} s behind {what}");
}
