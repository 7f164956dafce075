namespace ChargerFirmware.Tests.Scenarios.Octt;

/// <summary>Every case of the certification tool has a scenario or a test that names it, or a reason.</summary>
public sealed class OcttTests
{
    private static readonly string s_tests = Path.Combine(ScenarioTests.Folder, "..", "..", "tests");

    private static readonly OcttTable s_table = Load();

    [Fact]
    public void Every_case_is_proved_or_says_why_not() => Assert.Empty(s_table.Open);

    [Fact]
    public void Nothing_names_a_case_that_there_is_not() => Assert.Empty(s_table.Unknown);

    [Fact]
    public void The_table_is_what_scenarios_and_tests_make_of_it()
    {
        var file = Path.Combine(s_tests, "OCTT.md");
        if (Environment.GetEnvironmentVariable("WRITE_OCTT") == "1")
        {
            File.WriteAllText(file, s_table.Write());
        }

        Assert.True(
            File.ReadAllText(file) == s_table.Write(),
            "tests/OCTT.md is not what scenarios and tests make of it. Look at what changed, then write it anew: " +
            "WRITE_OCTT=1 dotnet run --project tests/Scenarios -- -class \"*OcttTests\"");
    }

    [Fact]
    public void A_case_without_proof_and_a_proof_without_case_are_found()
    {
        var cases = OcttCase.Parse("# a list\nTC_1_CS | One\nTC_2_CS | Two | no such hardware\nTC_3_CS | Three\n");
        var proofs = OcttProof.OfTest("T.cs", "[Trait(\"Octt\", \"TC_1_CS\")] [Trait(\"Octt\", \"TC_2_CS\")] [Trait(\"Octt\", \"TC_9_CS\")]");
        var table = new OcttTable(cases, [.. proofs]);

        Assert.Equal(["TC_3_CS"], table.Open);
        Assert.Equal(["TC_2_CS", "TC_9_CS"], table.Unknown);
        Assert.Contains("| TC_2_CS | Two | T.cs | does not apply: no such hardware |", table.Write());
        Assert.Contains("| TC_3_CS | Three |  | open |", table.Write());
    }

    private static OcttTable Load()
    {
        var scenarios = Files(ScenarioTests.Folder, "*.scenario");
        var written = scenarios.SelectMany(file => OcttProof.OfScenario(Path.GetFileName(file), File.ReadAllText(file), ScenarioTests.Matrix));
        var tested = Files(s_tests, "*.cs").SelectMany(file => OcttProof.OfTest(Path.GetFileName(file), File.ReadAllText(file)));
        var self = Path.GetFileName(Here());
        var cases = OcttCase.Parse(File.ReadAllText(Path.Combine(s_tests, "Scenarios", "Octt", "cases.txt")));
        return new OcttTable(cases, [.. written, .. tested.Where(proof => proof.File != self)]);
    }

    private static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
