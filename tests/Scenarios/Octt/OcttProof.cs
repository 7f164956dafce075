using System.Text.RegularExpressions;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios.Octt;

/// <summary>What proves a case: a scenario that names its id in the first line, or a test that names it in a trait.</summary>
/// <param name="Boards">The boards a scenario runs on; empty for a test.</param>
internal sealed partial record OcttProof(string Id, string File, IReadOnlyList<string> Boards)
{
    public static IEnumerable<OcttProof> OfScenario(string name, string text, ScenarioMatrix matrix) =>
        text.Split('\n')[0] is ['#', ..] first
            ? Ids().Matches(first).Select(id => new OcttProof(id.Value, name, matrix.BoardsOf(matrix.Scenarios.Single(each => each.Name == name))))
            : [];

    public static IEnumerable<OcttProof> OfTest(string name, string text) =>
        Traits().Matches(text).Select(trait => new OcttProof(trait.Groups[1].Value, name, [])).Distinct();

    [GeneratedRegex(@"\bTC_\d+(_\d+)?_CS\b")]
    private static partial Regex Ids();

    [GeneratedRegex("""\[Trait\("Octt", "(TC_[^"]+)"\)\]""")]
    private static partial Regex Traits();
}
