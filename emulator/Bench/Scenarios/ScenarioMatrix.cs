using System.Text;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Which scenario runs on which board, and why not on the others: decided by the board file and by the scenario's words.</summary>
public sealed class ScenarioMatrix
{
    private readonly List<(string Board, string? Missing)>[] _rows;

    private ScenarioMatrix(IReadOnlyList<Scenario> scenarios, IReadOnlyList<string> boards)
    {
        Scenarios = scenarios;
        var offers = boards.ToDictionary(name => name, name => new BoardOffer(Boards.Load(name), ScenarioRun.Beginning));
        _rows = [.. scenarios.Select(scenario => Row(scenario, boards, offers))];
        foreach (var offer in offers.Values)
        {
            offer.Dispose();
        }

        BoardNames = boards;
    }

    public IReadOnlyList<Scenario> Scenarios { get; }

    public IReadOnlyList<string> BoardNames { get; }

    /// <summary>Scenarios and the boards that come with the program.</summary>
    /// <exception cref="BoardException">A scenario names a board that there is not.</exception>
    public static ScenarioMatrix Of(IReadOnlyList<Scenario> scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        return new ScenarioMatrix([.. scenarios.OrderBy(scenario => scenario.Name, StringComparer.Ordinal)], Boards.Names);
    }

    /// <summary>The boards that a scenario runs on, its own first.</summary>
    public IReadOnlyList<string> BoardsOf(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var row = _rows[Scenarios.ToList().IndexOf(scenario)];
        return [.. row.Where(cell => cell.Missing is null).Select(cell => cell.Board).OrderBy(board => board != scenario.Board)];
    }

    /// <summary>As a table in Markdown, a line a scenario.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # Scenarios and boards

            Written by `emulator matrix`, compared by a test: which scenario runs on which board, and what the others lack for it first.
            A fault's name after "no": it cannot be brought about there, or nothing would report it to the station. A board's name: the scenario
            names that board itself, and runs on no other.


            """);
        var rows = new List<IReadOnlyList<string>> { (string[])["scenario", .. BoardNames] };
        rows.AddRange(Scenarios.Select((scenario, index) => (IReadOnlyList<string>)
            [Path.GetFileNameWithoutExtension(scenario.Name), .. _rows[index].Select(cell => cell.Missing ?? "runs")]));
        for (var index = 0; index < rows.Count; index++)
        {
            text.Append("| ").AppendJoin(" | ", rows[index]).Append(" |\n");
            if (index == 0)
            {
                text.Append('|').Append(string.Concat(Enumerable.Repeat("---|", rows[0].Count))).Append('\n');
            }
        }

        var cells = _rows.SelectMany(row => row).Count(cell => cell.Missing is null);
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n{Scenarios.Count} scenarios, {BoardNames.Count} boards, {cells} runs.\n");
        return text.ToString();
    }

    private static List<(string Board, string? Missing)> Row(
        Scenario scenario, IReadOnlyList<string> boards, Dictionary<string, BoardOffer> offers)
    {
        var needs = ScenarioNeeds.Of(scenario, offers[scenario.Board].Board);
        return [.. boards.Select(board =>
            (board, scenario.NamesBoard && board != scenario.Board ? $"{scenario.Board}'s" : needs.Missing(offers[board])))];
    }
}
