using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Unit.Bench.Scenarios;

public sealed class ScenarioTextTests
{
    [Theory]
    [InlineData("", "a.scenario: expected at least one verb")]
    [InlineData("# a comment\n\nboard emulated\n", "a.scenario: expected at least one verb")]
    [InlineData("# of a board\nboard\nplug\n", "a.scenario:2: board: expected the name of a board")]
    [InlineData("board one two\nplug\n", "a.scenario:1: board one two: did not expect 'two'")]
    [InlineData("plug\nboard emulated\n", "a.scenario:2: board emulated: expected the board once, ahead of the first verb")]
    [InlineData("board emulated\nboard emulated\nplug\n", "a.scenario:2: board emulated: expected the board once")]
    [InlineData("\nboard nosuch\nplug\n", "a.scenario:2: board nosuch: there is no such file, and no such board")]
    public void What_is_wrong_with_a_file_is_said_with_its_line(string text, string expected)
    {
        var refusal = Assert.Throws<BenchException>(() => ScenarioRun.Run(Scenario.Parse("a.scenario", text), seed: 1));

        Assert.StartsWith(expected, refusal.Message, StringComparison.Ordinal);
    }
}
