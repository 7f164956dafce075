using System.Globalization;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// A line as it is typed at a terminal: knows text and cursor, and what each key does to them. It neither reads nor writes: keys come in, and
/// <see cref="Render"/> says what the line looks like.
/// </summary>
/// <param name="complete">What may stand at the cursor: the text before it, and all that could be meant.</param>
internal sealed class LineEditor(PromptHistory history, Func<string, Completion> complete)
{
    public const string Prompt = "> ";

    // Somebody pastes a file by mistake.
    private const int MaxLength = 100_000;

    private readonly List<string> _drafts = [];
    private int _place;

    public string Text { get; private set; } = "";

    /// <summary>Characters before it.</summary>
    public int Cursor { get; private set; }

    /// <summary>Begins an empty line.</summary>
    public void Begin()
    {
        _drafts.Clear();
        _drafts.AddRange(history.Lines);
        _drafts.Add("");
        _place = _drafts.Count - 1;
        Show("");
    }

    /// <summary>Takes a key.</summary>
    /// <param name="shown">What is to be shown above the line: the words that may be meant.</param>
    /// <returns>Whether the line has ended, and how.</returns>
    public LineEnd Press(ConsoleKeyInfo key, out string? shown)
    {
        shown = null;
        var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return LineEnd.Entered;
            case ConsoleKey.D when isControl && Text.Length == 0:
                return LineEnd.InputEnded;
            case ConsoleKey.Tab:
                shown = Complete();
                break;
            case ConsoleKey.Backspace:
                Delete(Cursor - 1, Cursor);
                break;
            case ConsoleKey.Delete or ConsoleKey.D when key.Key == ConsoleKey.Delete || isControl:
                Delete(Cursor, Cursor + 1);
                break;
            case ConsoleKey.U when isControl:
                Delete(0, Cursor);
                break;
            case ConsoleKey.K when isControl:
                Delete(Cursor, Text.Length);
                break;
            case ConsoleKey.W when isControl:
                Delete(WordStart(), Cursor);
                break;
            case ConsoleKey.LeftArrow:
                Cursor = isControl ? WordStart() : Math.Max(0, Cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                Cursor = Math.Min(Text.Length, Cursor + 1);
                break;
            case ConsoleKey.Home:
            case ConsoleKey.A when isControl:
                Cursor = 0;
                break;
            case ConsoleKey.End:
            case ConsoleKey.E when isControl:
                Cursor = Text.Length;
                break;
            case ConsoleKey.UpArrow:
            case ConsoleKey.P when isControl:
                Recall(_place - 1);
                break;
            case ConsoleKey.DownArrow:
            case ConsoleKey.N when isControl:
                Recall(_place + 1);
                break;
            default:
                Insert(key.KeyChar);
                break;
        }

        return LineEnd.None;
    }

    /// <summary>The line on one row: what does not fit is out of sight, the cursor never is.</summary>
    /// <param name="width">Columns of the terminal.</param>
    /// <returns>With the codes that put it in the place of what the row shows.</returns>
    public string Render(int width)
    {
        var room = Math.Max(1, width - Prompt.Length - 1);
        var from = Math.Max(0, Cursor - room);
        var seen = Text.Substring(from, Math.Min(room, Text.Length - from));
        var column = Prompt.Length + Cursor - from + 1;
        return string.Create(CultureInfo.InvariantCulture, $"\r\u001b[K{Prompt}{seen}\r\u001b[{column - 1}C");
    }

    private void Insert(char letter)
    {
        if (!char.IsControl(letter) && Text.Length < MaxLength)
        {
            Text = Text.Insert(Cursor, letter.ToString());
            Cursor++;
        }
    }

    private void Delete(int from, int to)
    {
        from = Math.Max(0, from);
        to = Math.Min(Text.Length, to);
        if (to > from)
        {
            Text = Text.Remove(from, to - from);
            Cursor = from;
        }
    }

    private int WordStart()
    {
        var at = Cursor;
        while (at > 0 && Text[at - 1] == ' ')
        {
            at--;
        }

        while (at > 0 && Text[at - 1] != ' ')
        {
            at--;
        }

        return at;
    }

    /// <summary>What is typed and not entered stays where it was, as long as the line lasts.</summary>
    private void Recall(int place)
    {
        if (place >= 0 && place < _drafts.Count)
        {
            _drafts[_place] = Text;
            _place = place;
            Show(_drafts[place]);
        }
    }

    private void Show(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    private string? Complete()
    {
        var completion = complete(Text[..Cursor]);
        if (completion.Words.Count == 0)
        {
            return null;
        }

        var common = completion.Words.Aggregate(CommonStart);
        var typed = Text[completion.Start..Cursor];
        var insertion = completion.Words.Count == 1 && !common.EndsWith('=') && !common.EndsWith('.') ? common + " " : common;
        if (insertion.Length <= typed.Length && completion.Words.Count > 1)
        {
            return string.Join("  ", completion.Words);
        }

        Text = Text[..completion.Start] + insertion + Text[Cursor..];
        Cursor = completion.Start + insertion.Length;
        return null;
    }

    private static string CommonStart(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[length] == right[length])
        {
            length++;
        }

        return left[..length];
    }
}
