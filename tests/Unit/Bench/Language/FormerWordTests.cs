using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.Bench.Language;

/// <summary>A word of the language that was replaced is understood for one more release.</summary>
public sealed class FormerWordTests
{
    [Theory]
    [InlineData("expect energy told = energy flowed")]
    [InlineData("expect energy reported = energy flowed")]
    [InlineData("expect energy told at least 0 Wh")]
    [InlineData("expect energy reported at least 0 Wh")]
    public void Reported_energy_is_expected_by_either_word(string line)
    {
        Assert.Null(Failure(line));
    }

    [Theory]
    [InlineData("expect energy told at least 1 Wh", "expected at least 1 Wh reported, found 0 Wh")]
    [InlineData("expect energy reported at least 1 Wh", "expected at least 1 Wh reported, found 0 Wh")]
    [InlineData("expect energy metered at least 1 Wh", "expected 'reported', found 'metered'")]
    public void A_failure_is_said_in_the_new_words(string line, string expected)
    {
        Assert.Equal(expected, Failure(line));
    }

    private static string? Failure(string line)
    {
        string? failure = null;
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated") });
            bench.Start();
            var session = new Session(bench);
            await session.RunAsync("expect link Operational within 60s");
            failure = (await Record.ExceptionAsync(() => session.RunAsync(line)))?.Message;
        });
        return failure;
    }
}
