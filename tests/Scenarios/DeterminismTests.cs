using System.Text.RegularExpressions;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>One seed is one transcript. Other processes, time zones and cultures are compared by .ci/run.</summary>
public sealed partial class DeterminismTests
{
    [Theory]
    [InlineData("plug-first")]
    [InlineData("whole-session-offline")]
    [InlineData("two-sessions")]
    public void The_same_seed_writes_the_same_transcript(string name)
    {
        Assert.Equal(Transcript(name, 7), Transcript(name, 7));
    }

    [Fact]
    public void Another_seed_differs_in_more_than_its_message_ids()
    {
        Assert.NotEqual(WithoutIds(Transcript("plug-first", 7)), WithoutIds(Transcript("plug-first", 8)));
    }

    [Fact]
    public void Something_that_depends_on_the_process_would_be_seen()
    {
        var scenario = ScenarioTests.Load("plug-first");
        var planted = ScenarioRun.Run(scenario, 7, prepare: bench =>
            bench.Transcript.Add(Guid.NewGuid().ToString()));

        Assert.NotEqual(Transcript("plug-first", 7), string.Join('\n', planted));
    }

    private static string Transcript(string name, ulong seed) => string.Join('\n', ScenarioRun.Run(ScenarioTests.Load(name), seed));

    private static string WithoutIds(string transcript) => Uuid().Replace(transcript, "");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
