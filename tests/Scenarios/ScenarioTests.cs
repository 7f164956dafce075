using System.Runtime.CompilerServices;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>
/// Every scenario in emulator/scenarios on its own board and on one other that it fits, in turn; all of the matrix is
/// <c>emulator scenario --all-boards</c>, which .ci/run runs.
/// </summary>
public sealed class ScenarioTests
{
    internal static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "emulator", "scenarios");

    internal static ScenarioMatrix Matrix { get; } = ScenarioMatrix.Of([.. Names().Select(Load)]);

    public static TheoryData<string, string> Runs =>
        [.. Matrix.Scenarios.SelectMany((scenario, index) => Some(Matrix.BoardsOf(scenario), index).Select(board =>
            (Path.GetFileNameWithoutExtension(scenario.Name), board)))];

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_scenario_goes_as_written(string name, string board)
    {
        ScenarioRun.Run(Load(name), seed: 1, Boards.Load(board));
    }

    [Fact]
    public void The_matrix_is_what_boards_and_scenarios_make_of_it()
    {
        Assert.True(
            File.ReadAllText(Path.Combine(Folder, "MATRIX.md")) == Matrix.Write(),
            "emulator/scenarios/MATRIX.md is not what boards and scenarios make of it. Look at what changed, then write it anew: " +
            "dotnet run --project emulator/Emulator.Cli -- matrix > emulator/scenarios/MATRIX.md");
    }

    [Fact]
    public void The_scenario_that_the_readme_shows_is_the_one_in_its_file()
    {
        var shown = File.ReadAllText(Path.Combine(Folder, "README.md")).Split("```\n")[1];

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "cable-pulled.scenario")), shown);
    }

    [Fact]
    public void Every_scenario_fits_its_own_board()
    {
        Assert.All(Matrix.Scenarios, scenario => Assert.Equal(scenario.Board, Matrix.BoardsOf(scenario).FirstOrDefault()));
    }

    [Fact]
    public void Every_board_has_scenarios_that_fit_it()
    {
        Assert.All(Matrix.BoardNames, board => Assert.Contains(Matrix.Scenarios, scenario => Matrix.BoardsOf(scenario).Contains(board)));
    }

    internal static Scenario Load(string name) =>
        Scenario.Parse($"{name}.scenario", File.ReadAllText(Path.Combine(Folder, $"{name}.scenario")));

    private static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Folder, "*.scenario").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>Its own board, and for every third the other one whose turn it is: all of them run outside of `dotnet test`.</summary>
    private static IEnumerable<string> Some(IReadOnlyList<string> boards, int turn) =>
        boards.Count < 2 || turn % 3 != 0 ? [boards[0]] : [boards[0], boards[1 + (turn / 3 % (boards.Count - 1))]];

    private static string Here([CallerFilePath] string path = "") => path;
}
