using System.CommandLine;
using ChargerFirmware.Composition.CommandLine;

namespace ChargerFirmware.Tests.Unit.Composition.CommandLine;

public sealed class UsageErrorsTests
{
    [Theory]
    [InlineData("--passwort=geheim", "There is no option '--passwort'. Is it --password-file?")]
    [InlineData("--passwort geheim", "There is no option '--passwort'. Is it --password-file?")]
    [InlineData("--passwort:geheim", "There is no option '--passwort'. Is it --password-file?")]
    [InlineData("-pgeheim", "There is no option '-p'.")]
    [InlineData("--fast=geheim", "There is no option '--fast'.")]
    [InlineData("--headless=geheim", "What stands behind '--headless' is the value of no option.")]
    [InlineData("--headless --fast geheim", "There is no option '--fast'.")]
    [InlineData("user:geheim@host", "'***@host' is neither a command nor the value of an option.")]
    [InlineData("ws://user:geheim@host/ticket", "'ws://***@host/***' is neither a command nor the value of an option.")]
    [InlineData("statoin", "'statoin' is neither a command nor the value of an option.")]
    public void What_is_typed_wrong_is_named_without_its_value(string typed, string expected) => Assert.Equal([expected], Refuse(typed));

    [Fact]
    public void A_value_that_cannot_be_read_is_quoted_without_user_and_password()
    {
        var error = Assert.Single(Refuse("--port ws://user:geheim@host:1"));

        Assert.StartsWith("--port: expected a whole number", error, StringComparison.Ordinal);
        Assert.Contains("'ws://***@host:1'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user:pa/ss@host:80 is away", "***@host:80 is away")]
    [InlineData("found 'user:pass@host'", "found '***@host'")]
    [InlineData("12:30 at the depot", "12:30 at the depot")]
    [InlineData("127.0.0.1:80", "127.0.0.1:80")]
    public void Users_and_passwords_are_taken_out_of_texts(string text, string expected) => Assert.Equal(expected, UsageErrors.Safe(text));

    private static IReadOnlyList<string> Refuse(string typed)
    {
        var root = new RootCommand
        {
            new Option<bool>("--headless"), new Option<string>("--password-file"), new Option<int>("--port"), new Command("station"),
        };
        root.SetAction(_ => { });
        return UsageErrors.Of(root.Parse(typed));
    }
}
