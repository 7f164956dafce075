using System.Globalization;
using System.Text.RegularExpressions;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Language;

/// <summary>
/// What lines of the bench's language ask of a board (<see cref="Verb.Needs"/>): connectors of the kind they have at home, locks where they
/// look at locks, readers where they swipe, faults that can be there.
/// </summary>
/// <param name="home">The board that they were written for.</param>
internal sealed partial class BoardNeeds(BoardFile home)
{
    private readonly List<Func<BoardOffer, string?>> _needs = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The board that they were written for.</summary>
    public BoardFile Home => home;

    /// <summary>What a board lacks for them first, or null where they can be carried out.</summary>
    public string? Missing(BoardOffer board) => _needs.Select(need => need(board)).FirstOrDefault(missing => missing is not null);

    /// <summary>The connector that a verb means when it names none.</summary>
    public int Spoken { get; set; } = 1;

    /// <summary>The connector named next, else the one spoken of.</summary>
    public int TakeConnector(Words words) => words.TryTakeNumber() ?? Spoken;

    /// <summary>A connector of its kind on the home board. A number unused there is unused on purpose.</summary>
    public void Connector(int number)
    {
        if (!IsAtHome(number))
        {
            return;
        }

        var wanted = Home.Connectors[number - 1].Current;
        Add($"connector {number}", board => board.Find(number)?.Current switch
        {
            { } current when current == wanted => null,
            _ when board.Connectors.All(roles => roles.Current != wanted) => wanted == CurrentKind.Dc ? "no DC outlet" : "no AC outlet",
            null => Text($"no connector {number}"),
            _ => Text($"connector {number} is not {wanted.ToString().ToUpperInvariant()}"),
        });
    }

    public void Lock(int number)
    {
        Connector(number);
        Add($"lock {number}", board => board.Find(number)?.Lock is null ? "no lock" : null);
    }

    /// <summary>A cable as at home: fixed or not, and locked or not.</summary>
    public void SameCable(int number)
    {
        if (IsAtHome(number))
        {
            Connector(number);
            var wanted = Home.Connectors[number - 1];
            Add($"cable {number}", board => board.Find(number) is { } found && (found.Cable, found.Lock is null) != (wanted.Cable, wanted.Lock is null)
                ? wanted.Lock is null ? "a lock" : "no lock"
                : null);
        }
    }

    /// <param name="number">0 for the station.</param>
    public void Fault(int number, string name)
    {
        Connector(number);
        if (name == "supply-lost")
        {
            // Only with a battery does the station survive this.
            var battery = Home.Station.Mains is not null;
            Add("battery", board => (board.Station.Mains is not null) == battery ? null : battery ? "no battery" : "a battery");
        }

        Add($"fault {number} {name}", board => board.Knows(number, name) ? null : $"no {name}");
    }

    /// <summary>Anything else.</summary>
    /// <param name="what">The same need twice is one.</param>
    /// <param name="need">What a board lacks, or null.</param>
    public void Add(string what, Func<BoardOffer, string?> need)
    {
        if (_seen.Add(what))
        {
            _needs.Add(need);
        }
    }

    /// <summary>The connectors that a message or an expectation of one names.</summary>
    public static IEnumerable<int> ConnectorsIn(string text) =>
        ConnectorId().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex("connectorId(?:=|\":)(\\d+)")]
    private static partial Regex ConnectorId();

    private bool IsAtHome(int number) => number >= 1 && number <= Home.Connectors.Count;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
