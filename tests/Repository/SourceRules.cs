using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Repository;

/// <summary>What a C# file looks like here. Each rule returns what is wrong with a file, and nothing when it is right.</summary>
internal static partial class SourceRules
{
    public const int LongestFile = 400;
    public const int LongestLine = 160;

    /// <summary>A type of so many lines may share the file of its only user.</summary>
    private const int FewLines = 15;

    /// <summary>Files that hold no type of their name.</summary>
    private static readonly string[] Nameless = ["Program.cs", "GlobalUsings.cs", "AssemblyInfo.cs"];

    public static IEnumerable<string> VagueName(TextFile file)
    {
        if (VagueWord().IsMatch(file.Name))
        {
            yield return $"{file.Path}: say what it does";
        }
    }

    /// <summary>
    /// One top-level type a file with the file's name: <c>Foo.cs</c>, <c>Foo.Part.cs</c> for a part of it, <c>Foo{T}.cs</c> beside a
    /// plain Foo, the request and response of an action in the action's file, and behind it a type of a few lines that no other file of the
    /// product names. File-local types and a JsonSerializerContext beside the record it serialises are not counted.
    /// </summary>
    /// <param name="isNamedElsewhere">Whether another file of the product names a type.</param>
    public static IEnumerable<string> Types(TextFile file, Func<string, bool> isNamedElsewhere)
    {
        var types = SeenElsewhere(file.Text)
            .Where((match, place) => !match.Groups["rest"].Value.Contains("JsonSerializerContext", StringComparison.Ordinal) &&
                (place == 0 || LinesOf(file.Text, match) > FewLines || isNamedElsewhere(match.Groups["name"].Value)))
            .Select(match => match.Groups["name"].Value)
            .ToArray();

        // An OCPP action is one thing: its request and its response stand together.
        var action = Path.GetFileNameWithoutExtension(file.Name);
        if (types is [var request, var response] && request == action + "Request" && response == action + "Response")
        {
            yield break;
        }

        if (types.Length > 1)
        {
            yield return $"{file.Path}: holds {string.Join(", ", types)}";
        }

        var expected = Path.GetFileNameWithoutExtension(file.Name).Split('.', '{')[0];
        if (types.Length == 1 && types[0] != expected && !Nameless.Contains(file.Name))
        {
            yield return $"{file.Path}: holds {types[0]}";
        }
    }

    /// <summary>A file-scoped namespace that says the path.</summary>
    public static IEnumerable<string> Namespace(TextFile file)
    {
        if (!file.Path.Contains('/'))
        {
            yield break;
        }

        var folders = file.Folder.Split('/');
        var prefix = folders[0] == "tests" ? "ChargerFirmware.Tests." : "ChargerFirmware.";
        var expected = prefix + string.Join('.', folders.Skip(1));

        // Tests.Unit.Hardware.Gpio would hide the namespace ChargerFirmware.Hardware from the tests in it.
        var joined = prefix + string.Join('.', folders.Skip(1).Select(folder => folder.Replace(".", "")));
        var declared = DeclaredNamespaces(file.Text).ToArray();
        if (declared.Length == 0 && Nameless.Contains(file.Name))
        {
            yield break;
        }

        if (declared.Length != 1 || (declared[0] != expected && !(file.IsUnder("tests") && declared[0] == joined)))
        {
            yield return $"{file.Path}: namespace is {string.Join(", ", declared)}, its folder says {expected}";
        }
    }

    public static IEnumerable<string> Length(TextFile file)
    {
        if (file.Lines.Length > LongestFile)
        {
            yield return $"{file.Path}: {file.Lines.Length} lines, {LongestFile} at most";
        }

        foreach (var (index, line) in file.Lines.Index())
        {
            if (line.Length > LongestLine)
            {
                yield return $"{file.Path}:{index + 1}: {line.Length} columns, {LongestLine} at most";
            }
        }
    }

    /// <summary>
    /// No value by a name that another enum has: that both depend on one spelling would go unseen until it throws in the field. What people
    /// type into the emulator may be read by name.
    /// </summary>
    public static IEnumerable<string> EnumByName(TextFile file)
    {
        var forbidden = file.IsUnder("src", "hardware") ? EnumParsed() : EnumOfEnum();
        foreach (var (index, line) in file.Lines.Index())
        {
            if (forbidden.IsMatch(line))
            {
                yield return $"{file.Path}:{index + 1}: {line.Trim()}";
            }
        }
    }

    /// <summary>The top-level types that other files can name.</summary>
    public static IEnumerable<string> DeclaredTypes(string code) => SeenElsewhere(code).Select(match => match.Groups["name"].Value);

    public static IEnumerable<string> DeclaredNamespaces(string code) => NamespaceLine().Matches(code).Select(match => match.Groups["name"].Value);

    /// <summary>To the brace that ends it at column 0, or to its semicolon.</summary>
    private static int LinesOf(string code, Match type)
    {
        var end = code.IndexOf("\n}", type.Index, StringComparison.Ordinal);
        var body = code[type.Index..(end < 0 ? code.Length : end)];
        return body.Contains('{', StringComparison.Ordinal) ? body.Count(letter => letter == '\n') + 2 : 1;
    }

    private static IEnumerable<Match> SeenElsewhere(string code) =>
        TopLevelType().Matches(code).Where(match => !match.Groups["modifiers"].Value.Contains("file ", StringComparison.Ordinal));

    // Before a lower-case letter it is another word: Utilization.
    [GeneratedRegex("(Manager|Helper|Util|Utility|Utilitie)s?(?![a-z])")]
    private static partial Regex VagueWord();

    [GeneratedRegex(@"\bEnum\.(Try)?Parse\b")]
    private static partial Regex EnumParsed();

    // The argument of the one or the group of methods that makes names of another's values.
    [GeneratedRegex(@"\bEnum\.(Try)?Parse\b.*\.ToString\(|Enum\.GetNames<.*\bEnum\.(Try)?Parse\b")]
    private static partial Regex EnumOfEnum();

    // Top-level means column 0: namespaces are file-scoped and samples in tests are indented.
    [GeneratedRegex(
        @"^(?<modifiers>(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*)" +
        @"(?:(?:class|struct|interface|enum|record struct|record class|record) |delegate [^\s(]+ )(?<name>\w+)(?<rest>[^{;]*)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
