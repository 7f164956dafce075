using ChargerFirmware.Bench.Language;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// A story in the bench's language, one verb a line. It begins with a booted station on a fresh bench; a line
/// <c>board NAME</c> at its head says on which board, else it is the emulated one.
/// </summary>
public sealed class Scenario
{
    private readonly IReadOnlyList<(int Number, string Text)> _lines;

    private Scenario(string name, string? board, IReadOnlyList<(int Number, string Text)> lines)
    {
        Name = name;
        NamesBoard = board is not null;
        Board = board ?? "emulated";
        _lines = lines;
    }

    public string Name { get; }

    /// <summary>The board it is told on.</summary>
    public string Board { get; }

    /// <summary>It says so itself: what it tells is that board's own, and it is told on no other.</summary>
    public bool NamesBoard { get; }

    /// <summary>Its lines without comments, and without the one that names the board.</summary>
    public IEnumerable<string> Lines => _lines.Select(line => line.Text);

    public static Scenario Parse(string name, string text)
    {
        string? board = null;
        var lines = new List<(int, string)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var words = new Words(line);
            if (words.TryTake("board"))
            {
                board = words.Next("the name of a board");
            }
            else if (!words.IsEnd)
            {
                lines.Add((number, line.Trim()));
            }
        }

        return new Scenario(name, board, lines);
    }

    /// <summary>Tells it on a bench whose station is switched on. Runs on the bench's loop.</summary>
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
