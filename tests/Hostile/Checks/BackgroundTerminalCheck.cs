namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// <c>emulator &amp;</c> in an interactive shell: the kernel stops a job in the background that reads its terminal or changes its settings.
/// </summary>
internal sealed class BackgroundTerminalCheck : ICheck
{
    public string Name => "an emulator in the background of a terminal goes on, and its console comes with the foreground";

    public async Task RunAsync(Rig rig)
    {
        // A shell with job control on a terminal of its own.
        var shell = rig.Start("script", ["--quiet", "--flush", "--command", "bash --norc --noprofile -i", "/dev/null"]);
        var command = string.Join(' ', rig.EmulatorArguments(null, "--no-first-session").Where(word => word != "--headless"));
        await shell.Input.WriteLineAsync($"{Rig.Emulator} {command} &");
        await shell.Input.FlushAsync();
        await shell.ReadyAsync();
        await Require.EventuallyAsync("the station in the background answers", async () => (await shell.GetAsync("status")).Contains("EMU-0001", StringComparison.Ordinal));
        await shell.Input.WriteLineAsync("jobs");
        await shell.Input.FlushAsync();
        var job = await shell.Output.FirstAsync("the list of jobs", line => line.StartsWith("[1]+", StringComparison.Ordinal));
        Require.That(job.Contains("Running", StringComparison.Ordinal), $"the emulator was stopped: {job}");

        await shell.Input.WriteLineAsync("fg");
        await shell.Input.FlushAsync();
        await shell.Input.WriteLineAsync("frames 1");
        await shell.Input.FlushAsync();
        await shell.Output.FirstAsync("the console's answer", line => line.StartsWith("00:00:", StringComparison.Ordinal));
        await shell.Input.WriteLineAsync("quit");
        await shell.Input.FlushAsync();
        await Require.EventuallyAsync("it has ended", async () => !await AnswersAsync(shell));
        await shell.Input.WriteLineAsync("exit $?");
        await shell.Input.FlushAsync();
        Require.Equal(0, await shell.ExitAsync(), "exit code after quit");
    }

    private static async Task<bool> AnswersAsync(StationProcess station)
    {
        try
        {
            await station.GetAsync("status");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
