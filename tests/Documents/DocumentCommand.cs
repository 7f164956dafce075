using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Documents;

/// <summary>A command that a document asks its reader to type.</summary>
/// <param name="Text">As written, without the comment behind it.</param>
internal sealed partial record DocumentCommand(string Document, string Text)
{
    /// <summary>Every line of every <c>sh</c> block, in the order of documents and lines; each text once.</summary>
    public static IReadOnlyList<DocumentCommand> Find(string root) =>
    [
        .. Documents(root)
            .SelectMany(document => Blocks().Matches(File.ReadAllText(Path.Combine(root, document)))
                .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(line => new DocumentCommand(document, Comment().Replace(line, "").Trim())))
            .Where(command => command.Text.Length > 0)
            .DistinctBy(command => command.Text),
    ];

    private static IEnumerable<string> Documents(string root) => Directory
        .EnumerateFiles(root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, MatchType = MatchType.Simple })
        .Select(file => Path.GetRelativePath(root, file))
        .Where(file => !file.Split('/').Any(folder => folder is "artifacts" or "node_modules" or "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"(^|\s+)# .*$")]
    private static partial Regex Comment();
}
