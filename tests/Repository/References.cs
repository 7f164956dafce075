using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Repository;

/// <summary>
/// Which file of a project references which: it names a type that the other one declares. Comments and strings say nothing; a member behind a dot
/// and a value of an enum may be called like a type and are none.
/// </summary>
internal sealed partial class References
{
    private readonly Dictionary<string, HashSet<string>> _to = [];

    /// <param name="files">The C# files of one project.</param>
    public References(IReadOnlyCollection<TextFile> files)
    {
        var code = files.ToDictionary(file => file.Path, file => EnumBody().Replace(NotCode().Replace(file.Text, "\"\""), "${head}{}"));
        var declared = code.ToDictionary(file => file.Key, file => SourceRules.DeclaredTypes(file.Value).ToHashSet());
        var places = declared.SelectMany(file => file.Value.Select(type => (Type: type, Path: file.Key))).ToLookup(place => place.Type, place => place.Path);
        var namespaces = code.Values.SelectMany(SourceRules.DeclaredNamespaces).SelectMany(name => name.Split('.')).ToHashSet();
        foreach (var (path, text) in code)
        {
            _to[path] = [.. Names(text, namespaces).Except(declared[path]).SelectMany(name => places[name])];
        }
    }

    /// <summary>Files that reference each other, directly or through one another; the largest circle first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var reach = _to.Keys.ToDictionary(path => path, Reach);
        return
        [
            .. _to.Keys.Where(path => reach[path].Contains(path))
                .GroupBy(path => reach[path].Where(other => reach[other].Contains(path)).Min(StringComparer.Ordinal))
                .Select(circle => circle.Order(StringComparer.Ordinal).ToList())
                .OrderByDescending(circle => circle.Count),
        ];
    }

    /// <summary>Folders that reference each other, with one reference either way.</summary>
    public IEnumerable<string> MutualFolders()
    {
        var between = _to.SelectMany(from => from.Value.Select(to => (From: from.Key, To: to)))
            .ToLookup(reference => (From: FolderOf(reference.From), To: FolderOf(reference.To)));
        foreach (var (from, to) in between.Select(references => references.Key).Where(key => string.CompareOrdinal(key.From, key.To) < 0).Order())
        {
            foreach (var back in between[(to, from)].Take(1))
            {
                var there = between[(from, to)].First();
                yield return $"{from} and {to}: {there.From} names {there.To}, {back.From} names {back.To}";
            }
        }
    }

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];

    /// <summary>All that a file references, directly or not; itself where it is in a circle.</summary>
    private HashSet<string> Reach(string start)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(_to[start]);
        while (open.TryPop(out var path))
        {
            if (reached.Add(path))
            {
                foreach (var further in _to[path])
                {
                    open.Push(further);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<string> Names(string code, HashSet<string> namespaces) =>
        Name().Matches(code)
            .Where(match => !match.Groups["dot"].Success || namespaces.Contains(match.Groups["of"].Value))
            .Select(match => match.Groups["name"].Value);

    // Raw, verbatim and plain strings, characters and comments.
    [GeneratedRegex(
        """
        (?<quotes>"{3,}).*?\k<quotes>"*|\$?@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.[^'\n]*|[^'\\\n])'|//[^\n]*|/\*.*?\*/
        """,
        RegexOptions.Singleline)]
    internal static partial Regex NotCode();

    [GeneratedRegex(@"(?<head>\benum \w+[^{};]*)\{[^}]*\}")]
    private static partial Regex EnumBody();

    // One dot before it, and of what: two of them are a range or a spread.
    [GeneratedRegex(@"(?<=(?<of>\w*)[?!]?\s*(?<!\.)(?<dot>\.)\s*|)(?<!\w)(?<name>[A-Z]\w*)")]
    private static partial Regex Name();
}
