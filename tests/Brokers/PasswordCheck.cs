namespace ChargerFirmware.Tests.Brokers;

/// <summary>A wrong password: one line that says so, attempts that come later and later, and the password nowhere.</summary>
internal static class PasswordCheck
{
    private const string Secret = "hunter2-not-it";

    public static async Task RunAsync(Rig rig)
    {
        var passwords = Path.Combine(rig.Folder, "passwords");
        await rig.ToolAsync("mosquitto_passwd", "-c", "-b", passwords, "station", "p@ss/word");
        var broker = await rig.BrokerAsync("allow_anonymous false", $"password_file {passwords}");
        var emulator = await rig.EmulateAsync($"mqtt://station:{Secret}@127.0.0.1:{rig.Port}", []);

        // Attempts after 0, 1 and 3 s at the earliest.
        await broker.UntilAsync("three refusals", said => said.Count(line => line.Contains("not authori", StringComparison.Ordinal)) >= 3 ? "" : null);
        var lines = emulator.Worker.Said;
        var complaints = lines.Where(line => line.Contains("refuses this user, password or certificate", StringComparison.Ordinal)).ToList();
        if (complaints.Count != 1 || lines.Any(line => line.Contains(Secret, StringComparison.Ordinal)))
        {
            throw new CheckException($"expected one complaint and no secret, found {string.Join(" | ", lines)}");
        }

        emulator.Worker.Terminate();
        await emulator.Worker.EndAsync();
        var right = await rig.EmulateAsync($"mqtt://station:p%40ss%2Fword@127.0.0.1:{rig.Port}", []);
        await right.Worker.UntilAsync(": connected");
    }
}
