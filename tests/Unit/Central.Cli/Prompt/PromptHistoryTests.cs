using ChargerFirmware.Central.Cli.Prompt;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class PromptHistoryTests
{
    [Theory]
    [InlineData("heartbeat", true)]
    [InlineData("start_cp ws://localhost:9000/ocpp 0", true)]
    [InlineData("remote_changeconfiguration key=AuthorizationKey value=0123", false)]
    [InlineData("send ChangeConfiguration {\"key\":\"authorizationkey\",\"value\":\"0123\"}", false)]
    [InlineData("start_cp ws://user:password@localhost 0", false)]
    [InlineData("start_cp ws://0:hunter2@localhost:9000/ocpp 0", false)]
    [InlineData("remote_updatefirmware location=ftp://a:b@files/x", false)]
    [InlineData("remote_datatransfer vendorId=v data=secret", false)]
    [InlineData("  ", false)]
    [InlineData("a\u001b[2J", false)]
    public void Secrets_and_nonsense_are_not_remembered(string line, bool expected)
    {
        Assert.Equal(expected, new PromptHistory([]).Add(line));
        Assert.Equal(expected ? 1 : 0, new PromptHistory([line]).Lines.Count);
    }

    [Fact]
    public void It_is_bounded_and_holds_no_line_twice_in_a_row()
    {
        var history = new PromptHistory(Enumerable.Range(0, 5000).Select(number => $"line {number}"));
        Assert.Equal((PromptHistory.MaxLines, "line 4999"), (history.Lines.Count, history.Lines[^1]));

        Assert.False(history.Add(" line 4999 "));
        Assert.True(history.Add("line 1"));
        Assert.Equal((PromptHistory.MaxLines, "line 1"), (history.Lines.Count, history.Lines[^1]));
    }
}
