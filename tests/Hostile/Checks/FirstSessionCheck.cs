namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>What a newcomer sees first: a session that drives itself, with samples that come while he looks.</summary>
internal sealed class FirstSessionCheck : ICheck
{
    public string Name => "the first session shows samples within seconds, and meter lines can be turned off";

    public async Task RunAsync(Rig rig)
    {
        var quiet = rig.Start(Rig.Emulator, rig.EmulatorArguments(null, "--meter-lines", "0").Where(word => word != "--headless"));
        var usual = rig.Start(Rig.Emulator, rig.EmulatorArguments(null, "--store", rig.Store + "-usual").Where(word => word != "--headless"));
        foreach (var emulator in new[] { quiet, usual })
        {
            await emulator.Output.FirstAsync("a stop", line => line.Contains("-> StopTransaction.req", StringComparison.Ordinal));
            var samples = emulator.Output.Items.Count(line => line.Contains("-> MeterValues.req", StringComparison.Ordinal));
            Require.That(samples >= 2, $"expected two samples of the first session at least, found {samples}");
        }

        Require.That(!quiet.Output.Items.Any(IsMeterLine), "a meter line though they are turned off");
        Require.That(usual.Output.Items.Any(IsMeterLine), "no meter line though they are not turned off");
    }

    private static bool IsMeterLine(string line) =>
        line.Contains(": meter ", StringComparison.Ordinal) && line.Contains(" Wh, ", StringComparison.Ordinal);
}
