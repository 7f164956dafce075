namespace ChargerFirmware.Tests.Repository;

public sealed class DocumentTests
{
    private static readonly TextFile[] s_documents =
        [.. Checkout.Files.Where(file => file.Extension == ".md" && (file.Folder.Length == 0 || file.Folder == "docs"))];

    private static readonly TextFile s_architecture = Checkout.Files.Single(file => file.Path == "docs/architecture.md");

    private static readonly TextFile[] s_files =
    [
        new("README.md", "# Run it\n"),
        new("docs/watch.md", "# Watch it\n\n## What /health and `/ready` say\n\n```sh\n# no heading\n```\n"),
        new("src/EventLoop/Loop.cs", "/// <summary>Not Started.</summary>\nclass Loop\n{\n    public void Post() => Log(\"Posted\");\n}\n"),
    ];

    [Fact]
    public void Every_link_leads_somewhere() =>
        Violations.None(s_documents.SelectMany(document => DocumentRules.DeadLinks(document, Checkout.Files)), "Say where it is now, or leave it out.");

    [Fact]
    public void Every_member_is_in_the_file_it_is_named_with() =>
        Violations.None(
            s_documents.SelectMany(document => DocumentRules.LostMembers(document, Checkout.Files)),
            "Follow the code: the document walks through it file by file.");

    [Fact]
    public void Every_path_in_words_is_there() =>
        Violations.None(s_documents.SelectMany(document => DocumentRules.LostPaths(document, Checkout.Files)), "Say where it is now.");

    [Fact]
    public void Every_step_through_the_code_names_a_file_and_a_member() =>
        Violations.None(DocumentRules.VagueSteps(s_architecture), "1. [Loop.cs](../src/EventLoop/Loop.cs) `Post`: what happens there.");

    [Fact]
    public void The_architecture_draws_the_layers_as_they_are_held() =>
        Assert.Equal(DocumentRules.Arrows(Layers.Picture), DocumentRules.Arrows(DocumentRules.Diagram(s_architecture)));

    [Theory]
    [InlineData("[a](watch.md), [b](../README.md), [c](../src/EventLoop/Loop.cs)", 0)]
    [InlineData("[a folder](../src/EventLoop/), [another](../src)", 0)]
    [InlineData("[on the net](https://example.org/none), [by mail](mailto:me@example.org)", 0)]
    [InlineData("[here](#watch-it), [there](../README.md#run-it), [more](watch.md#what-health-and-ready-say)", 0)]
    [InlineData("code: `[a](none.md)`\n```\n[b](none.md)\n```\n", 0)]
    [InlineData("[no file](none.md)", 1)]
    [InlineData("[beside it](Loop.cs), ![a picture](none.png)", 2)]
    [InlineData("[half a name](../src/Event)", 1)]
    [InlineData("[no heading](../README.md#watch-it), [nor this](watch.md#no-heading)", 2)]
    public void Links_that_lead_nowhere_are_found(string text, int expected) =>
        Assert.Equal(expected, DocumentRules.DeadLinks(Sample("# Watch it\n\n" + text), [.. s_files, Sample("# Watch it\n")]).Count());

    [Theory]
    [InlineData("[Loop.cs](../src/EventLoop/Loop.cs) `Post`", 0)]
    [InlineData("[Loop.cs](../src/EventLoop/Loop.cs) `Loop` and `Post`: one turn", 0)]
    [InlineData("[Loop.cs](../src/EventLoop/Loop.cs) has no `Begin`, which nobody says", 0)]
    [InlineData("[Loop.cs](../src/EventLoop/Loop.cs) `Pos`", 1)]
    [InlineData("[Loop.cs](../src/EventLoop/Loop.cs) `Post`, `Started`, `Posted` and `Begin`", 3)]
    [InlineData("[Gone.cs](../src/EventLoop/Gone.cs) `Post`", 1)]
    public void Members_that_a_file_does_not_have_are_found(string text, int expected) =>
        Assert.Equal(expected, DocumentRules.LostMembers(Sample(text), s_files).Count());

    [Theory]
    [InlineData("`src/EventLoop/Loop.cs`, `src/EventLoop`, `src/EventLoop/`", 0)]
    [InlineData("`src/<Project>/<Type>.cs`, `src/*/*oop.cs`, `docs/*.md`", 0)]
    [InlineData("`Loop.cs`, `/dev/ttyUSB0`, `dotnet run --project src/None`\n```\n`src/None`\n```\n", 0)]
    [InlineData("`src/EventLoop/Gone.cs`, `src/Event`, `src/EventLoop/<Type>.json`, `docs/<Folder>/<Name>.md`", 4)]
    public void Paths_that_are_not_there_are_found(string text, int expected) =>
        Assert.Equal(expected, DocumentRules.LostPaths(Sample(text), s_files).Count());

    [Theory]
    [InlineData("1. [Loop.cs](../src/EventLoop/Loop.cs) `Post`: one turn\n   of the loop", 0)]
    [InlineData("* [Loop.cs](../src/EventLoop/Loop.cs)", 0)]
    [InlineData("1. [Loop.cs](../src/EventLoop/Loop.cs): one turn", 1)]
    [InlineData("1. The loop takes it.\n2. [docs](watch.md) `Post`", 2)]
    public void Steps_without_a_file_and_a_member_are_found(string text, int expected) =>
        Assert.Equal(expected, DocumentRules.VagueSteps(Sample(text)).Count());

    [Fact]
    public void Arrows_are_read_from_both_kinds_of_picture()
    {
        var drawn = Sample("```mermaid\nflowchart TD\n    Bus & Lock --> Loop\n    Lock --> Json & Bus\n```\n");

        Assert.Equal(
            ["Bus --> Loop", "Lock --> Bus", "Lock --> Json", "Lock --> Loop"],
            DocumentRules.Arrows(DocumentRules.Diagram(drawn)));
        Assert.Equal(
            DocumentRules.Arrows("Loop --> nothing of ours\nBus, Lock --> Loop\nLock    --> Json, Bus"),
            DocumentRules.Arrows(DocumentRules.Diagram(drawn)));
    }

    private static TextFile Sample(string text) => new("docs/sample.md", text);
}
