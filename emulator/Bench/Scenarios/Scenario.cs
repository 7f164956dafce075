using ChargerFirmware.Bench.Language;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// A story in the bench's language, one verb a line. It begins with a booted station on a fresh bench; a line
/// <c>board NAME</c> at its head says on which board, else it is the emulated one.
/// </summary>
public sealed class Scenario
{
    private readonly IReadOnlyList<(int Number, string Text)> _lines;
    private readonly int _boardLine;

    private Scenario(string name, string? board, int boardLine, IReadOnlyList<(int Number, string Text)> lines)
    {
        Name = name;
        NamesBoard = board is not null;
        Board = board ?? "emulated";
        _boardLine = boardLine;
        _lines = lines;
    }

    public string Name { get; }

    /// <summary>The board it runs on.</summary>
    public string Board { get; }

    /// <summary>It says so itself: what it shows is that board's own, and it runs on no other.</summary>
    public bool NamesBoard { get; }

    /// <summary>Its lines without comments, and without the one that names the board.</summary>
    public IEnumerable<string> Lines => _lines.Select(line => line.Text);

    /// <exception cref="BenchException">It has no verb, or its board is not named as it should be; names scenario and line.</exception>
    public static Scenario Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? board = null;
        var boardLine = 0;
        var lines = new List<(int, string)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var words = new Words(line);
            if (words.Peek == "board")
            {
                board = TakeBoard(words, isHead: board is null && lines.Count == 0, $"{name}:{number}: {line.Trim()}");
                boardLine = number;
            }
            else if (!words.IsEnd)
            {
                lines.Add((number, line.Trim()));
            }
        }

        return lines.Count > 0 ? new Scenario(name, board, boardLine, lines) : throw new BenchException($"{name}: expected at least one verb, found none");
    }

    /// <summary>Its own board.</summary>
    /// <exception cref="BenchException">It cannot be used; names scenario and line.</exception>
    public BoardFile LoadBoard()
    {
        try
        {
            return Boards.Load(Board);
        }
        catch (BoardException refusal) when (NamesBoard)
        {
            throw new BenchException($"{Name}:{_boardLine}: board {Board}: {refusal.Problem}");
        }
    }

    private static string TakeBoard(Words words, bool isHead, string where)
    {
        try
        {
            words.Next("a verb");
            var board = words.Next("the name of a board");
            words.End();
            return isHead ? board : throw new LanguageException("expected the board once, ahead of the first verb");
        }
        catch (LanguageException refusal)
        {
            throw new BenchException($"{where}: {refusal.Message}");
        }
    }

    /// <summary>Runs it on a bench whose station is switched on. Used on the bench's loop.</summary>
    /// <exception cref="BenchException">A line cannot be done, or what it expects has not come; names scenario and line.</exception>
    public async Task RunAsync(Workbench bench)
    {
        var session = new Session(bench);
        foreach (var (number, text) in _lines)
        {
            bench.Transcript.Add($"> {text}");
            try
            {
                await session.RunAsync(text);
            }
            catch (BenchException refusal)
            {
                throw new BenchException($"{Name}:{number}: {text}: {refusal.Message}");
            }
        }
    }
}
