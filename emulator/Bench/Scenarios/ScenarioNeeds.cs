using System.Globalization;
using System.Text.RegularExpressions;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// What a scenario asks of a board, read from its words: connectors of the kind they have at home, locks where it looks at locks,
/// readers where it swipes, faults that can be there. Nothing is declared; a story that needs more says more.
/// </summary>
internal sealed partial class ScenarioNeeds
{
    private readonly BoardFile _home;
    private readonly List<Func<BoardOffer, string?>> _needs = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _connector = 1;

    private ScenarioNeeds(BoardFile home) => _home = home;

    /// <param name="home">The board that the scenario names.</param>
    public static ScenarioNeeds Of(Scenario scenario, BoardFile home)
    {
        var needs = new ScenarioNeeds(home);
        foreach (var line in scenario.Lines)
        {
            needs.Read(new Words(line), line);
        }

        return needs;
    }

    /// <summary>What a board lacks for it first, or null where it can be told.</summary>
    public string? Missing(BoardOffer board) => _needs.Select(need => need(board)).FirstOrDefault(missing => missing is not null);

    [GeneratedRegex("connectorId(?:=|\":)(\\d+)")]
    private static partial Regex ConnectorId();

    private void Read(Words words, string line)
    {
        foreach (var match in ConnectorId().Matches(line).Cast<Match>())
        {
            Connector(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        var verb = words.Next("a verb");
        switch (verb)
        {
            case "connector":
                _connector = words.TryTakeNumber() ?? 1;
                Connector(_connector);
                break;
            case "plug" or "ev" or "meter":
                Connector(words.TryTakeNumber() ?? _connector);
                break;
            case "reserve":
                words.Next("an id");
                Connector(words.TryTakeNumber() ?? _connector);
                break;
            case "profile":
                Profile(words);
                break;
            case "composite":
                Composite(words.TryTakeNumber() ?? 0);
                break;
            case "insert-cable":
                Lock(words.TryTakeNumber() ?? _connector);
                break;
            case "unplug":
                Unplug(words);
                break;
            case "swipe":
                Swipe(words);
                break;
            case "fault" or "clear":
                Fault(words.TryTakeNumber() ?? _connector, words.Next("a fault"));
                break;
            case "trigger" or "service":
                words.Next("what");
                Connector(words.TryTakeNumber() ?? 0);
                break;
            case "call":
                Call(words.Next("an action"), line);
                break;
            case "emergency-stop":
                Add("emergency stop", board => board.Station.EmergencyStop is null ? "no emergency stop" : null);
                break;
            case "door":
                Add("door", board => board.Station.Door is null ? "no door contact" : null);
                break;
            case "expect":
                Expect(words.Next("what"));
                break;
        }
    }

    /// <summary>A power is for stations with a DC outlet.</summary>
    private void Profile(Words words)
    {
        AtHome(words.TryTakeNumber() ?? 0);
        if (words.Rest().Split(' ').Contains("W"))
        {
            AtHome(_home.Connectors.ToList().FindIndex(roles => roles.Current == CurrentKind.Dc) + 1);
        }
    }

    /// <summary>The whole station is what all its connectors make of it.</summary>
    private void Composite(int number)
    {
        for (var each = 1; number == 0 && each <= _home.Connectors.Count; each++)
        {
            Connector(each);
        }

        AtHome(number);
    }

    /// <summary>A number that is nobody's at home is meant to be nobody's.</summary>
    private void AtHome(int number)
    {
        if (number >= 1 && number <= _home.Connectors.Count)
        {
            Connector(number);
        }
    }

    private void Unplug(Words words)
    {
        var number = words.TryTakeNumber() ?? _connector;
        Connector(number);
        if (words.Peek is "vehicle" or "station")
        {
            // One end only is pulled where both come out.
            SameCable(number);
        }
    }

    private void Swipe(Words words)
    {
        var first = words.Next("a tag");
        var number = words.IsEnd ? _connector : int.Parse(first, CultureInfo.InvariantCulture);
        Connector(number);
        Add($"reader {number}", board => board.Reader(number) is null ? "no reader" : null);
    }

    private void Call(string action, string line)
    {
        if (action == "UnlockConnector" && ConnectorId().Match(line) is { Success: true } match)
        {
            SameCable(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }
    }

    private void Expect(string what)
    {
        switch (what)
        {
            case "lock":
                Lock(_connector);
                break;
            case "status" or "error" or "contactor":
                Connector(_connector);
                break;
        }
    }

    /// <summary>Numbers that not even its own board has are named to be refused.</summary>
    private bool IsAtHome(int number) => number >= 1 && number <= _home.Connectors.Count;

    private void Connector(int number)
    {
        if (!IsAtHome(number))
        {
            return;
        }

        var wanted = _home.Connectors[number - 1].Current;
        Add($"connector {number}", board => board.Find(number)?.Current switch
        {
            { } current when current == wanted => null,
            _ when board.Connectors.All(roles => roles.Current != wanted) => wanted == CurrentKind.Dc ? "no DC outlet" : "no AC outlet",
            null => Text($"no connector {number}"),
            _ => Text($"connector {number} is not {wanted.ToString().ToUpperInvariant()}"),
        });
    }

    private void Lock(int number)
    {
        Connector(number);
        Add($"lock {number}", board => board.Find(number)?.Lock is null ? "no lock" : null);
    }

    private void SameCable(int number)
    {
        if (IsAtHome(number))
        {
            Connector(number);
            var wanted = _home.Connectors[number - 1];
            Add($"cable {number}", board => board.Find(number) is { } found && (found.Cable, found.Lock is null) != (wanted.Cable, wanted.Lock is null)
                ? wanted.Lock is null ? "a lock" : "no lock"
                : null);
        }
    }

    private void Fault(int number, string name)
    {
        Connector(number);
        if (name == "supply-lost")
        {
            // Whether the station dies of it is a story of its own.
            var battery = _home.Station.Mains is not null;
            Add("battery", board => (board.Station.Mains is not null) == battery ? null : battery ? "no battery" : "a battery");
        }

        Add($"fault {number} {name}", board => board.Knows(number, name) ? null : $"no {name}");
    }

    private void Add(string what, Func<BoardOffer, string?> need)
    {
        if (_seen.Add(what))
        {
            _needs.Add(need);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
