using ChargerFirmware.Bench;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What a failed expectation prints: a screen that holds the frames nearest to what was expected.</summary>
public sealed class FailedExpectationTests
{
    private const string HourOfSamples = """
        set MeterValueSampleInterval 10
        connector 1
        plug
        swipe 04A1B2C3
        expect sent StartTransaction connectorId=1
        wait 1h
        """;

    [Fact]
    public void It_is_a_screen_however_many_frames_have_come()
    {
        var message = Refusal("expect sent StopTransaction reason=Local within 1s");

        Assert.InRange(message.Split('\n').Length, 2, 20);
        Assert.All(message.Split('\n'), line => Assert.InRange(line.Length, 1, 300));
        Assert.Contains("No sent StopTransaction is among them", message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_shows_the_frame_that_misses_only_one_field()
    {
        var message = Refusal("expect sent StatusNotification connectorId=1 status=Charging errorCode=GroundFailure within 1s");

        Assert.InRange(message.Split('\n').Length, 2, 20);
        Assert.Contains("\"errorCode\":\"NoError\",\"status\":\"Charging\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_so_when_nothing_has_come()
    {
        var message = Assert.Throws<ExpectationException>(() => Story.Run(story =>
            story.RunAsync("wait 1m\nfrom-now\nexpect sent StopTransaction within 1s"))).Message;

        Assert.Contains("no frame has come since", message, StringComparison.Ordinal);
    }

    private static string Refusal(string expectation) =>
        Assert.Throws<ExpectationException>(() => Story.Run(story => story.RunAsync($"{HourOfSamples}\n{expectation}"))).Message;
}
