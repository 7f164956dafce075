using ChargerFirmware.Emulator;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Bench;

/// <summary>The card readers of a bench and the terminals beside them: what drivers show there, and what of it was reported.</summary>
internal sealed class CardReaders(EmulatedBoard board)
{
    private static readonly TimeSpan s_hold = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, EmulatedTerminal> _terminals = new(StringComparer.Ordinal);

    /// <summary>The reader that serves a connector.</summary>
    /// <exception cref="BenchException">None does.</exception>
    public string ReaderOf(int connector) =>
        board.Board.Connectors[connector - 1].Reader ?? board.Board.Station.Reader
        ?? throw new BenchException($"connector {connector}: no reader serves it");

    /// <summary>The terminal beside a reader; null while the station is switched off.</summary>
    public EmulatedTerminal? Terminal(string reader) => _terminals.GetValueOrDefault(reader);

    /// <summary>Puts a terminal beside a reader of the station that is being composed.</summary>
    public IRfidReader Add(string name, IRfidReader reader)
    {
        var terminal = new EmulatedTerminal(reader);
        _terminals[name] = terminal;
        return terminal;
    }

    /// <summary>The station is gone, and with it all that its readers would report to.</summary>
    public void Clear() => _terminals.Clear();

    /// <summary>Whether a token is a card's, which goes through the antenna.</summary>
    public bool IsCard(string reader, string token) =>
        token.Length is 8 or 14 or 20 && token.All(char.IsAsciiHexDigit) && board.Site.Antennas.ContainsKey(reader);

    /// <summary>Shows a token for a moment, and does not look what comes of it.</summary>
    /// <exception cref="BenchException">It is no idTag.</exception>
    public void Show(string reader, string token)
    {
        if (token.Length is 0 or > 20 || token.Any(char.IsControl))
        {
            throw new BenchException($"'{token}' is no idTag: expected 1 to 20 characters");
        }

        if (IsCard(reader, token))
        {
            board.Site.Antennas[reader].Hold(Convert.FromHexString(token), s_hold);
        }
        else
        {
            Terminal(reader)?.Present(token);
        }
    }

    /// <summary>The driver takes his card away from a reader.</summary>
    public void TakeAway(string reader) => board.Site.Antennas[reader].TakeAway();

    /// <summary>A card is in a reader's field.</summary>
    public bool IsHeld(string reader) => board.Site.Antennas.TryGetValue(reader, out var antenna) && antenna.Uid is not null;
}
