using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Repository;

/// <summary>Whether what a document points at is there. Each rule returns what is lost, and nothing when all is found.</summary>
internal static partial class DocumentRules
{
    /// <summary>Links that lead to no file, folder or heading of the checkout. What is on the net is not looked at.</summary>
    /// <param name="files">Those of the checkout.</param>
    public static IEnumerable<string> DeadLinks(TextFile document, IReadOnlyCollection<TextFile> files)
    {
        foreach (var target in Links().Matches(WithoutCode(document.Text)).Select(match => match.Groups["target"].Value))
        {
            if (Resolve(document, target) is not { } uri)
            {
                continue;
            }

            var path = PathOf(uri);
            var file = files.FirstOrDefault(file => file.Path == path);
            if (file is null && !files.Any(file => file.IsUnder(path)))
            {
                yield return $"{document.Path}: {target} is not there";
            }
            else if (file is not null && uri.Fragment.Length > 1 && !Headings(file).Contains(uri.Fragment[1..]))
            {
                yield return $"{document.Path}: {target}: {path} has no such heading";
            }
        }
    }

    /// <summary>
    /// Members named directly behind a link to a C# file that are no word of its code: <c>[Loop.cs](../src/EventLoop/Loop.cs) `Post`</c>. Where the
    /// file is missing its members are, too.
    /// </summary>
    public static IEnumerable<string> LostMembers(TextFile document, IReadOnlyCollection<TextFile> files)
    {
        foreach (Match match in FileWithMembers().Matches(document.Text))
        {
            var path = Resolve(document, match.Groups["target"].Value) is { } uri ? PathOf(uri) : "";
            var code = References.NotCode().Replace(files.FirstOrDefault(file => file.Path == path)?.Text ?? "", "\"\"");
            foreach (var member in match.Groups["member"].Captures.Select(member => member.Value))
            {
                if (!Regex.IsMatch(code, $@"\b{member}\b"))
                {
                    yield return $"{document.Path}: {path} has no {member}";
                }
            }
        }
    }

    /// <summary>Paths written as code that nothing in the checkout has: <c>src/Ocpp16/Messages/&lt;Profile&gt;/&lt;Action&gt;.cs</c>, <c>src/*</c>.</summary>
    public static IEnumerable<string> LostPaths(TextFile document, IReadOnlyCollection<TextFile> files)
    {
        foreach (var path in WrittenPath().Matches(WithoutBlocks(document.Text)).Select(match => match.Groups["path"].Value))
        {
            var pattern = $"^{Placeholder().Replace(Regex.Escape(path.TrimEnd('/')), "[^/]+")}(/|$)";
            if (!files.Any(file => Regex.IsMatch(file.Path, pattern)))
            {
                yield return $"{document.Path}: {path} is not there";
            }
        }
    }

    /// <summary>Numbered items that do not begin with a link to a C# file and a member of it.</summary>
    public static IEnumerable<string> VagueSteps(TextFile document) =>
        document.Lines.Index()
            .Where(line => NumberedItem().IsMatch(line.Item) && !Step().IsMatch(line.Item))
            .Select(line => $"{document.Path}:{line.Index + 1}: {line.Item}");

    /// <summary>What references what, drawn as <c>A, B --> C, D</c> or as Mermaid draws it, <c>A --> C &amp; D</c>: a pair an arrow.</summary>
    public static IEnumerable<string> Arrows(string picture) =>
        from line in picture.Split('\n')
        where line.Contains("-->", StringComparison.Ordinal)
        let sides = line.Split("-->")
        from source in Names(sides[0])
        from target in Names(sides[1])
        where target != "nothing of ours"
        orderby source, target
        select $"{source} --> {target}";

    /// <summary>The first Mermaid block.</summary>
    public static string Diagram(TextFile document) => Mermaid().Match(document.Text).Groups["diagram"].Value;

    private static string[] Names(string side) => side.Split([',', '&'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <returns>Null for what is elsewhere.</returns>
    private static Uri? Resolve(TextFile document, string target) =>
        new Uri(new Uri($"file:///{document.Path}"), target) is { IsFile: true } uri ? uri : null;

    private static string PathOf(Uri uri) => Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');

    /// <summary>The names by which the headings of a document are linked to.</summary>
    private static IEnumerable<string> Headings(TextFile document) =>
        Heading().Matches(WithoutBlocks(document.Text))
            .Select(match => NotInAnchors().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string text) => InlineCode().Replace(WithoutBlocks(text), "``");

    private static string WithoutBlocks(string text) => Block().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+\.cs)\)(?:(?:,| and)? `(?<member>\w+)`)+")]
    private static partial Regex FileWithMembers();

    [GeneratedRegex(@"`(?<path>(src|hardware|emulator|boards|monitoring|tests|docs|\.ci)/[\w./*<>{}-]+)`")]
    private static partial Regex WrittenPath();

    [GeneratedRegex(@"<\w+>|\\\*")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex NumberedItem();

    [GeneratedRegex(@"^\d+\. \[[^\]]+\]\([^)\s]+\.cs\) `\w+`")]
    private static partial Regex Step();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^```mermaid\n(?<diagram>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Mermaid();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();
}
