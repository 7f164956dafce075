namespace ChargerFirmware.Tests.Repository;

public sealed class ReferenceTests
{
    private const int LargestCircle = 6;

    [Fact]
    public void Files_reference_each_other_in_small_circles_only() =>
        Violations.None(
            Checkout.Projects.Where(project => project.IsProduct).SelectMany(project => LargeCircles(project, LargestCircle)),
            "Move data to who owns it, hand over what is needed, or raise an event.");

    [Fact]
    public void No_two_folders_of_the_station_reference_each_other() =>
        Violations.None(
            new References(FilesOf(Checkout.Projects.Single(project => project.Name == "Station"))).MutualFolders(),
            "src/Station/README.md says which folder stands above which.");

    [Fact]
    public void Files_that_reference_each_other_are_found() =>
        Assert.Equal(
            ["src/A/Lock.cs", "src/A/Relay.cs", "src/A/Switch.cs"],
            Circle(
                Sample("Relay", "public sealed class Relay(Lock held);"),
                Sample("Lock", "public sealed class Lock\n{\n    public Dictionary<int, Switch?> Switches { get; } = [];\n}"),
                Sample("Switch", "public enum Switch { Off }\n\ninternal static class Opened\n{\n    public static bool By(A.Relay relay) => false;\n}"),
                Sample("Door", "public sealed class Door(Relay relay);")));

    [Theory]
    [InlineData("    // A Relay has it.")]
    [InlineData("    /* A\n    Relay */")]
    [InlineData("    /// <summary>See <see cref=\"Relay\"/>.</summary>")]
    [InlineData("    public string Name => \"Relay\\\"Relay\";")]
    [InlineData("    public string Name => @\"\\\" + \"Relay\";")]
    [InlineData("    public string Name => \"\"\"a \"Relay\" here\"\"\";")]
    [InlineData("    public char Quote => '\"'; // Relay \"")]
    [InlineData("    public int Count => All().Relay + this.Relay + held?.Relay;")]
    [InlineData("    public IRelay Other { get; }")]
    public void What_only_looks_like_a_reference_is_left_alone(string line) =>
        Assert.Empty(Circle(
            Sample("Relay", "public sealed class Relay(Lock held);"),
            Sample("Lock", $"public sealed class Lock\n{{\n{line}\n}}")));

    [Theory]
    [InlineData("    public string Name => \"Door\" + nameof(Relay);")]
    [InlineData("    public int Count => Relay.Count;")]
    [InlineData("    public int Count => A.Relay.Count;")]
    [InlineData("    public int[] Counts => [.. Relay.Counts];")]
    [InlineData("    public char Quote => '\\''; public Relay? Held => null; // '")]
    public void References_beside_strings_and_behind_namespaces_are_found(string line) =>
        Assert.Equal(2, Circle(
            Sample("Relay", "public sealed class Relay(Lock held);"),
            Sample("Lock", $"public sealed class Lock\n{{\n{line}\n}}")).Count);

    [Fact]
    public void Values_of_an_enum_and_parts_of_one_type_are_no_references() =>
        Assert.Empty(Circle(
            Sample("Kind", "public enum Kind\n{\n    Relay = 1,\n}"),
            Sample("Relay", "public partial class Relay\n{\n    public Kind Kind => Kind.Relay;\n}"),
            Sample("Relay.More", "public partial class Relay\n{\n    public Relay Self => this;\n}")));

    [Fact]
    public void Folders_that_reference_each_other_are_found()
    {
        var low = new TextFile("src/A/Low/Relay.cs", "namespace ChargerFirmware.A.Low;\n\npublic class Relay\n{\n}\n");
        var high = new TextFile("src/A/High/Lock.cs", "namespace ChargerFirmware.A.High;\n\npublic class Lock(Relay relay);\n");
        var back = new TextFile("src/A/Low/Door.cs", "namespace ChargerFirmware.A.Low;\n\npublic class Door(Lock held);\n");

        Assert.Empty(new References([low, high]).MutualFolders());
        Assert.Equal(
            ["src/A/High and src/A/Low: src/A/High/Lock.cs names src/A/Low/Relay.cs, src/A/Low/Door.cs names src/A/High/Lock.cs"],
            new References([low, high, back]).MutualFolders());
    }

    private static IEnumerable<string> LargeCircles(Project project, int largest) =>
        new References(FilesOf(project)).Circles().Where(circle => circle.Count > largest)
            .Select(circle => $"{project.Name}: {circle.Count} files, {largest} at most: {string.Join(", ", circle.Select(Path.GetFileName))}");

    private static TextFile[] FilesOf(Project project) => [.. Checkout.CSharp.Where(file => file.IsUnder(Path.GetDirectoryName(project.Path)!))];

    private static IReadOnlyList<string> Circle(params TextFile[] files) => new References(files).Circles().FirstOrDefault() ?? [];

    private static TextFile Sample(string name, string text) => new($"src/A/{name}.cs", $"namespace ChargerFirmware.A;\n\n{text}\n");
}
