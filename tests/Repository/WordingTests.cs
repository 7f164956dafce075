namespace ChargerFirmware.Tests.Repository;

public sealed class WordingTests
{
    [Fact]
    public void Nothing_outside_the_repository_is_named() =>
        Violations.None(Checkout.Files.SelectMany(WordingRules.Outside), "A reader elsewhere can do nothing with it.");

    [Fact]
    public void Nothing_is_left_for_later() =>
        Violations.None(Checkout.Files.SelectMany(WordingRules.Unfinished), "Do it, or say in the README what is missing.");

    [Fact]
    public void Tests_run_and_wait_for_events_only() =>
        Violations.None(
            Checkout.CSharp.Where(file => file.IsUnder("tests")).SelectMany(WordingRules.Waiting),
            "Wait for an event, or in virtual time (a TimeProvider).");

    [Fact]
    public void No_exception_is_swallowed_without_a_word() =>
        Violations.None(Checkout.CSharp.SelectMany(WordingRules.Swallowed), "Handle it, or write in the block why nothing is to be done.");

    [Theory]
    [InlineData("see /wo", "rk/shared/design.md", 1)]
    [InlineData("cd /ro", "ot/charger", 1)]
    [InlineData("https://api.nuget", ".org/v3", 1)]
    [InlineData("fixes issue ", "#12", 1)]
    [InlineData("a frame/work/", "piece of the net/work", 0)]
    public void Names_from_outside_are_found(string start, string end, int expected) =>
        Assert.Equal(expected, WordingRules.Outside(Sample(start + end)).Count());

    [Theory]
    [InlineData("// TO", "DO: later", 1)]
    [InlineData("// FIX", "ME", 1)]
    [InlineData("methodology, hacksaw", "", 0)]
    public void Open_ends_are_found(string start, string end, int expected) =>
        Assert.Equal(expected, WordingRules.Unfinished(Sample(start + end)).Count());

    [Theory]
    [InlineData("Thread.", "Sleep(10);", 1)]
    [InlineData("[Fact(Skip", " = \"flaky\")]", 1)]
    [InlineData("Assert.", "SkipWhen(true);", 1)]
    [InlineData("list.Skip", "(1)", 0)]
    [InlineData("await Task.", "Delay(100);", 1)]
    [InlineData("await Task.", "Delay(TimeSpan.FromSeconds(1), token);", 1)]
    [InlineData("await Task.", "Delay(TimeSpan.FromSeconds(1), loop.Time, token);", 0)]
    [InlineData("await Task.", "Delay(Next(1, 2), timeProvider);", 0)]
    public void Sleeps_and_skips_are_found(string start, string end, int expected) =>
        Assert.Equal(expected, WordingRules.Waiting(Sample(start + end)).Count());

    [Theory]
    [InlineData("cat", "ch { }", 1)]
    [InlineData("cat", "ch (IOException)\n{\n}", 1)]
    [InlineData("cat", "ch (IOException e) when (e.HResult == Gone(1))\n{\n}", 1)]
    [InlineData("cat", "ch (IOException)\n{\n    // The port is gone, which is what closing wants.\n}", 0)]
    [InlineData("cat", "ch (IOException e)\n{\n    Report(e);\n}", 0)]
    public void Swallowed_exceptions_are_found(string start, string end, int expected) =>
        Assert.Equal(expected, WordingRules.Swallowed(Sample(start + end)).Count());

    private static TextFile Sample(string text) => new("tests/Unit/Sample.cs", text);
}
