using System.Runtime.CompilerServices;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Every scenario in emulator/scenarios, on its own board.</summary>
public sealed class ScenarioTests
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "emulator", "scenarios");

    public static TheoryData<string> Scenarios =>
        [.. Directory.EnumerateFiles(s_folder, "*.scenario").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_scenario_goes_as_told(string name)
    {
        ScenarioRun.Run(Load(name), seed: 1);
    }

    internal static Scenario Load(string name) =>
        Scenario.Parse($"{name}.scenario", File.ReadAllText(Path.Combine(s_folder, $"{name}.scenario")));

    private static string Here([CallerFilePath] string path = "") => path;
}
