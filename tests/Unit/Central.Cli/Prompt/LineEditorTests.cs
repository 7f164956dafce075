using ChargerFirmware.Central.Cli.Prompt;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class LineEditorTests
{
    private static readonly ConsoleKey[] s_keys =
    [
        ConsoleKey.LeftArrow, ConsoleKey.RightArrow, ConsoleKey.UpArrow, ConsoleKey.DownArrow, ConsoleKey.Home, ConsoleKey.End, ConsoleKey.Backspace,
        ConsoleKey.Delete, ConsoleKey.Tab, ConsoleKey.A, ConsoleKey.D, ConsoleKey.E, ConsoleKey.K, ConsoleKey.U, ConsoleKey.W, ConsoleKey.F1,
    ];

    private readonly PromptHistory _history = new(["first", "second"]);
    private readonly LineEditor _editor;
    private Completion _completion = new(0, []);
    private string? _shown;

    public LineEditorTests()
    {
        _editor = new LineEditor(_history, _ => _completion);
        _editor.Begin();
    }

    [Fact]
    public void Letters_are_put_at_the_cursor()
    {
        Type("rset");
        Press(ConsoleKey.Home);
        Press(ConsoleKey.RightArrow);
        Type("e");
        Assert.Equal(("reset", 2), (_editor.Text, _editor.Cursor));

        Press(ConsoleKey.Backspace);
        Press(ConsoleKey.Delete);
        Press(ConsoleKey.End);
        Type("!\u001b\u0007");
        Assert.Equal("ret!", _editor.Text);
    }

    [Fact]
    public void Control_keys_delete_words_and_lines()
    {
        Type("remote_reset type=Soft");
        Press(ConsoleKey.W, control: true);
        Assert.Equal("remote_reset ", _editor.Text);

        Press(ConsoleKey.W, control: true);
        Assert.Equal("", _editor.Text);

        Type("abc");
        Press(ConsoleKey.LeftArrow);
        Press(ConsoleKey.K, control: true);
        Assert.Equal("ab", _editor.Text);
        Press(ConsoleKey.A, control: true);
        Press(ConsoleKey.D, control: true);
        Assert.Equal("b", _editor.Text);
        Press(ConsoleKey.E, control: true);
        Press(ConsoleKey.U, control: true);
        Assert.Equal("", _editor.Text);
    }

    [Fact]
    public void History_is_recalled_and_what_is_typed_comes_back()
    {
        Type("new");
        Press(ConsoleKey.UpArrow);
        Assert.Equal("second", _editor.Text);
        Type("!");
        Press(ConsoleKey.UpArrow);
        Press(ConsoleKey.UpArrow);
        Assert.Equal("first", _editor.Text);
        Press(ConsoleKey.DownArrow);
        Assert.Equal("second!", _editor.Text);
        Press(ConsoleKey.DownArrow);
        Press(ConsoleKey.DownArrow);
        Assert.Equal("new", _editor.Text);

        _editor.Begin();
        Press(ConsoleKey.UpArrow);
        Assert.Equal("second", _editor.Text);
    }

    [Fact]
    public void A_line_ends_by_enter_and_the_input_by_control_d_on_an_empty_one()
    {
        Assert.Equal(LineEnd.InputEnded, Press(ConsoleKey.D, control: true));
        Type("a");
        Assert.Equal(LineEnd.None, Press(ConsoleKey.D, control: true));
        Assert.Equal(LineEnd.Entered, Press(ConsoleKey.Enter));
        Assert.Equal("a", _editor.Text);
    }

    [Fact]
    public void Tab_inserts_what_can_be_meant()
    {
        Type("remote_re");
        _completion = new Completion(0, ["remote_reservenow", "remote_reset"]);
        Press(ConsoleKey.Tab);
        Assert.Equal(("remote_rese", null), (_editor.Text, _shown));

        Press(ConsoleKey.Tab);
        Assert.Equal(("remote_rese", "remote_reservenow  remote_reset"), (_editor.Text, _shown));

        _completion = new Completion(0, ["remote_reset"]);
        Press(ConsoleKey.Tab);
        Assert.Equal("remote_reset ", _editor.Text);

        _completion = new Completion(13, ["type="]);
        Press(ConsoleKey.Tab);
        Assert.Equal("remote_reset type=", _editor.Text);

        _completion = new Completion(13, []);
        Press(ConsoleKey.Tab);
        Assert.Equal(("remote_reset type=", null), (_editor.Text, _shown));
    }

    [Fact]
    public void A_long_line_is_shown_around_its_cursor()
    {
        Type("abcdefghij");
        Assert.Equal("\r\u001b[K> cdefghij\r\u001b[10C", _editor.Render(11));

        Press(ConsoleKey.Home);
        Assert.Equal("\r\u001b[K> abcdefgh\r\u001b[2C", _editor.Render(11));
    }

    [Fact]
    public void Any_keys_leave_the_cursor_in_the_line() => Prop.ForAll<NonNull<string>, int>((text, seed) =>
    {
        var test = new LineEditorTests();
        var random = new Random(seed);
        foreach (var letter in text.Get)
        {
            test.Type(letter.ToString());
            test.Press(s_keys[random.Next(s_keys.Length)], control: random.Next(2) == 0);
        }

        return test._editor.Cursor >= 0 && test._editor.Cursor <= test._editor.Text.Length && test._editor.Render(10).Length > 0;
    }).QuickCheckThrowOnFailure();

    private void Type(string text)
    {
        foreach (var letter in text)
        {
            _editor.Press(new ConsoleKeyInfo(letter, ConsoleKey.None, false, false, false), out _);
        }
    }

    private LineEnd Press(ConsoleKey key, bool control = false) => _editor.Press(new ConsoleKeyInfo('\0', key, false, false, control), out _shown);
}
