using ChargerFirmware.Bench.Language;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>What a scenario asks of a board: what its lines ask. Nothing is declared; a story that needs more says more.</summary>
internal static class ScenarioNeeds
{
    /// <param name="home">The board that the scenario names.</param>
    public static BoardNeeds Of(Scenario scenario, BoardFile home)
    {
        var needs = new BoardNeeds(home);
        foreach (var line in scenario.Lines)
        {
            foreach (var connector in BoardNeeds.ConnectorsIn(line))
            {
                needs.Connector(connector);
            }

            var words = new Words(line);
            VerbTable.Find(words.Next("a verb"))?.Needs?.Invoke(needs, words);
        }

        return needs;
    }
}
