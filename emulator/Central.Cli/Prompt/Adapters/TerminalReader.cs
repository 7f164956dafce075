using ChargerFirmware.Bench.Adapters;

namespace ChargerFirmware.Central.Cli.Prompt.Adapters;

/// <summary>Reads lines from a terminal key by key, so that they can be completed and recalled, and stay below what is printed meanwhile.</summary>
/// <param name="remember">Keeps a line for the next time.</param>
internal sealed class TerminalReader(PromptHistory history, Func<string, Completion> complete, Action<string> remember, ConsoleWriter output)
{
    private const int UsualWidth = 80;

    private readonly LineEditor _editor = new(history, complete);

    /// <summary>Whether standard input and output are one that knows how to move its cursor.</summary>
    public static bool IsPossible =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    private static int Width
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 0 and var width ? width : UsualWidth;
            }
            catch (IOException)
            {
                return UsualWidth;
            }
        }
    }

    /// <summary>Waits for a line, on a thread of its own.</summary>
    /// <returns>Null at the end, which a terminal that is closed is as well.</returns>
    public string? ReadLine()
    {
        _editor.Begin();
        while (true)
        {
            output.ShowPrompt(_editor.Render(Width));
            if (Press() is not { } end)
            {
                continue;
            }

            output.LeavePrompt();
            if (end == LineEnd.InputEnded)
            {
                return null;
            }

            if (history.Add(_editor.Text))
            {
                remember(_editor.Text.Trim());
            }

            return _editor.Text;
        }
    }

    /// <returns>Null while the line goes on.</returns>
    private LineEnd? Press()
    {
        try
        {
            var end = _editor.Press(Console.ReadKey(intercept: true), out var shown);
            if (shown is not null)
            {
                output.WriteLine(shown);
            }

            return end == LineEnd.None ? null : end;
        }
        catch (Exception closed) when (closed is IOException or InvalidOperationException)
        {
            return LineEnd.InputEnded;
        }
    }
}
