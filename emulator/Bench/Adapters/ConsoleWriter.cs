using System.Globalization;
using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Bench.Adapters;

/// <summary>
/// Standard output for whoever must not wait for its reader: lines are written by a thread of its own, in order. What a reader that has
/// stopped reading leaves no room for is dropped and counted. On a terminal a line that is being typed stays below them.
/// </summary>
public sealed class ConsoleWriter : IDisposable
{
    private const int MaxCharacters = 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly ThreadQueue<(string Text, Kind Kind)> _lines = new();
    private readonly TextWriter _output;
    private readonly Thread _thread;
    private string? _prompt;
    private int _characters;
    private int _dropped;

    /// <param name="output">Null for standard output.</param>
    public ConsoleWriter(TextWriter? output = null)
    {
        _output = output ?? Console.Out;
        _thread = new Thread(Write) { IsBackground = true, Name = "console output" };
        _thread.Start();
    }

    /// <summary>Any thread; never waits.</summary>
    public void WriteLine(string line)
    {
        if (Interlocked.Add(ref _characters, line.Length) > MaxCharacters)
        {
            Interlocked.Add(ref _characters, -line.Length);
            Interlocked.Increment(ref _dropped);
            return;
        }

        _lines.TryAdd((Plain(line), Kind.Line));
    }

    /// <summary>Shows the line that is being typed, below all others. Only for a terminal.</summary>
    /// <param name="rendering">With the codes that put it in the place of what its row shows.</param>
    public void ShowPrompt(string rendering)
    {
        ArgumentNullException.ThrowIfNull(rendering);
        Interlocked.Add(ref _characters, rendering.Length);
        _lines.TryAdd((rendering, Kind.Prompt));
    }

    /// <summary>The line has been typed: it stays where it is, and the next ones follow.</summary>
    public void LeavePrompt() => _lines.TryAdd(("", Kind.Left));

    /// <summary>Gives what waits a moment to be written.</summary>
    public void Dispose()
    {
        _lines.TryClose();
        _thread.Join(s_patience);
    }

    /// <summary>What strangers write must not move a terminal's cursor.</summary>
    private static string Plain(string line) => line.Any(IsUnwelcome) ? string.Concat(line.Select(letter => IsUnwelcome(letter) ? '?' : letter)) : line;

    private static bool IsUnwelcome(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');

    private void Write()
    {
        while (_lines.TryTake(out var next, Timeout.InfiniteTimeSpan))
        {
            switch (next.Kind)
            {
                case Kind.Prompt:
                    _prompt = next.Text;
                    TryWrite(_output.Write, next.Text);
                    break;
                case Kind.Left when _prompt is not null:
                    _prompt = null;
                    TryWrite(_output.WriteLine, "");
                    break;
                case Kind.Left:
                    break;
                default:
                    WriteAbovePrompt(next.Text);
                    break;
            }

            Interlocked.Add(ref _characters, -next.Text.Length);
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                WriteAbovePrompt(string.Create(CultureInfo.InvariantCulture, $"* {dropped} lines were dropped: nobody read this output fast enough"));
            }
        }
    }

    private void WriteAbovePrompt(string line)
    {
        if (_prompt is null)
        {
            TryWrite(_output.WriteLine, line);
        }
        else
        {
            TryWrite(_output.Write, $"\r\u001b[K{line}{_output.NewLine}{_prompt}");
        }
    }

    /// <summary>A terminal that is closed takes no more lines, and the station has to end in order nevertheless.</summary>
    private static void TryWrite(Action<string?> write, string text)
    {
        try
        {
            write(text);
        }
        catch (IOException)
        {
            // Nobody reads it.
        }
    }

    private enum Kind
    {
        Line,
        Prompt,
        Left,
    }
}
