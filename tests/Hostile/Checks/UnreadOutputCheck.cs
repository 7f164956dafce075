using System.Diagnostics;
using System.Globalization;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>An output that nobody reads stops neither the station nor its end.</summary>
internal sealed class UnreadOutputCheck : ICheck
{
    public string Name => "an output that nobody reads stops nothing";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        var arguments = rig.EmulatorArguments(central).Where(argument => argument != "--headless").Append("--no-first-session");
        var start = new ProcessStartInfo(Rig.Emulator, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var emulator = Process.Start(start)!;
        try
        {
            await central.StatusAsync(1, "Available");

            // Some megabytes of frames, where a pipe holds 64 kB.
            for (var call = 0; call < 600; call++)
            {
                Require.Equal(3, (await central.CallAsync("GetConfiguration", "{}")).Type, "message type of the answer");
            }

            using var kill = Process.Start("kill", ["-15", emulator.Id.ToString(CultureInfo.InvariantCulture)]);
            await emulator.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(6));
            Require.Equal(0, emulator.ExitCode, "exit code after SIGTERM");
        }
        finally
        {
            emulator.Kill();
        }
    }
}
