namespace ChargerFirmware.Tests.Repository;

public sealed class ReadmeTests
{
    private const int LongestLines = 60;
    private static readonly string[] WithReadmeOfTheirOwn = ["tests", "boards", "monitoring"];
    private static readonly string[] Content = [".csproj", ".json", ".scenario"];

    [Fact]
    public void Every_room_has_a_readme_of_a_screen()
    {
        var readmes = Checkout.Files.Where(file => file.Name == "README.md").ToDictionary(file => file.Folder);

        Violations.None(
            Rooms(Checkout.Files)
                .Select(room => !readmes.TryGetValue(room, out var readme) ? $"{room}/README.md is missing"
                    : Text(readme).Count() is var count and > LongestLines ? $"{readme.Path} has {count} lines"
                    : null)
                .OfType<string>(),
            $"What lives here, what does not, how to add one more: a screen, {LongestLines} lines at most beside its diagrams.");
    }

    [Fact]
    public void A_room_is_a_second_level_folder_with_a_project_or_data_in_it()
    {
        var rooms = Rooms([
            new TextFile("src/Ocpp/Ocpp.csproj", ""), new TextFile("src/Ocpp/Rpc/Rpc.cs", ""), new TextFile("hardware/meters/a.json", ""),
            new TextFile("global.json", ""), new TextFile("src/notes/a.md", ""),
        ]);

        Assert.Equal(["hardware/meters", "src/Ocpp"], rooms);
    }

    [Fact]
    public void A_diagram_is_a_picture_and_not_lines()
    {
        var readme = new TextFile("src/Station/README.md", "# Station\n```mermaid\nA --> B\n```\n```sh\nrun\n```\nend\n");

        Assert.Equal(["# Station", "```sh", "run", "```", "end"], Text(readme));
    }

    private static IEnumerable<string> Text(TextFile readme)
    {
        var inDiagram = false;
        foreach (var line in readme.Lines)
        {
            var opens = line.StartsWith("```mermaid", StringComparison.Ordinal);
            if (!inDiagram && !opens)
            {
                yield return line;
            }

            inDiagram = opens || (inDiagram && line != "```");
        }
    }

    private static IEnumerable<string> Rooms(IEnumerable<TextFile> files) =>
        files.Where(file => Content.Contains(file.Extension) && file.Folder.Length > 0)
            .Select(file => file.Path.Split('/'))
            .Select(parts => WithReadmeOfTheirOwn.Contains(parts[0]) ? parts[0]
                : Checkout.ProductFolders.Contains(parts[0]) && parts.Length == 3 ? $"{parts[0]}/{parts[1]}"
                : null)
            .OfType<string>().Distinct().Order(StringComparer.Ordinal);
}
