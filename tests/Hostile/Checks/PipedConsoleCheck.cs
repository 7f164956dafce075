namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A console fed from a file: a test of somebody's, which must be able to fail.</summary>
internal sealed class PipedConsoleCheck : ICheck
{
    public string Name => "a script on the console ends with 1 when an expectation fails, and with 0 when none does";

    public async Task RunAsync(Rig rig)
    {
        Require.Equal(1, await FeedAsync(rig, "expect sent StopTransaction within 100ms", "frames 1"), "exit code of a script that fails");
        Require.Equal(0, await FeedAsync(rig, "expect sent BootNotification", "frames 1"), "exit code of a script that holds");
    }

    private static async Task<int> FeedAsync(Rig rig, params string[] lines)
    {
        var emulator = rig.Start(Rig.Emulator, rig.EmulatorArguments(null, "--no-first-session").Where(word => word != "--headless"));
        await emulator.ReadyAsync();
        foreach (var line in lines)
        {
            await emulator.Input.WriteLineAsync(line);
        }

        emulator.Input.Close();
        return await emulator.ExitAsync();
    }
}
