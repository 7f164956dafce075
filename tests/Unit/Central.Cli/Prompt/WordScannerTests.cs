using ChargerFirmware.Central.Cli.Prompt;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class WordScannerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  heartbeat  ", "heartbeat")]
    [InlineData("a b\tc", "a|b|c")]
    [InlineData("""boot x="a b" y=1""", """boot|x="a b"|y=1""")]
    [InlineData("""x="say \"hi there\"" z""", """x="say \"hi there\""|z""")]
    [InlineData("x='a b' y", "x='a b'|y")]
    [InlineData("""x={"a": [1, 2], "b": "} ]"} y""", """x={"a": [1, 2], "b": "} ]"}|y""")]
    [InlineData("x=[1, 2] y", "x=[1, 2]|y")]
    [InlineData("a[0].b=5 c", "a[0].b=5|c")]
    [InlineData("it's fine", "it's|fine")]
    [InlineData("x=a{b y", "x=a{b|y")]
    [InlineData("""{"a": 1}""", """{"a": 1}""")]
    [InlineData("x= y", "x=|y")]
    [InlineData("x=a=\"b\" y", "x=a=\"b\"|y")]
    public void A_line_is_cut_at_its_blanks(string line, string expected) => Assert.Equal(expected, string.Join('|', WordScanner.Split(line)));

    [Theory]
    [InlineData("x=\"a b")]
    [InlineData("x={\"a\": 1")]
    [InlineData("x=[1, 2")]
    [InlineData("x={\"a\": \"b}")]
    [InlineData("x=\"a\"b")]
    [InlineData("x={}b")]
    [InlineData("x=\"a\\")]
    public void What_is_not_closed_is_refused(string line) => Assert.Throws<PromptException>(() => WordScanner.Split(line));

    [Fact]
    public void Any_text_survives_between_quotes() => Prop.ForAll<NonNull<string>>(text =>
    {
        var quoted = System.Text.Json.JsonSerializer.Serialize(text.Get);
        var words = WordScanner.Split($"a x={quoted} b");
        return words.Length == 3 && words[1] == $"x={quoted}" && ValueReader.Text(quoted) == text.Get;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_line_is_cut_or_refused() => Prop.ForAll<NonNull<string>>(line =>
    {
        try
        {
            return WordScanner.Split(line.Get).All(word => word.Length > 0);
        }
        catch (PromptException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();
}
