using ChargerFirmware.Bench;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>The proof of strict order: "next" refuses what "sent" alone would have passed over.</summary>
public sealed class NextExpectationTests
{
    private const string Charge = """
        connector 1
        plug
        expect sent StatusNotification connectorId=1 status=Preparing
        swipe 04A1B2C3
        """;

    [Fact]
    public void What_comes_at_once_is_next()
    {
        Story.Run(story => story.RunAsync(Charge + "\nexpect next sent Authorize\nexpect next sent StartTransaction"));
    }

    [Fact]
    public void What_comes_after_something_else_is_not_next()
    {
        var refusal = Assert.Throws<ExpectationException>(() => Story.Run(story => story.RunAsync(Charge + "\nexpect next sent StartTransaction")));

        Assert.Contains("expected next sent StartTransaction", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_come_is_not_next()
    {
        Assert.Throws<ExpectationException>(() => Story.Run(story => story.RunAsync(
            "expect sent StatusNotification connectorId=2\nexpect next sent StopTransaction within 2s")));
    }
}
