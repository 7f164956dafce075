using System.Globalization;
using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Emulator.Cli.Adapters;

/// <summary>
/// Standard output for whoever must not wait for its reader: lines are written by a thread of its own, in order. What a reader that has
/// stopped reading leaves no room for is dropped and counted.
/// </summary>
internal sealed class ConsoleWriter : IDisposable
{
    private const int MaxCharacters = 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly ThreadQueue<string> _lines = new();
    private readonly TextWriter _output;
    private readonly Thread _thread;
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

        _lines.TryAdd(Plain(line));
    }

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
        while (_lines.TryTake(out var line, Timeout.InfiniteTimeSpan))
        {
            TryWrite(line);
            Interlocked.Add(ref _characters, -line.Length);
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
            {
                TryWrite(string.Create(CultureInfo.InvariantCulture, $"* {dropped} lines were dropped: nobody read this output fast enough"));
            }
        }
    }

    /// <summary>A terminal that is closed takes no more lines, and the station has to end in order nevertheless.</summary>
    private void TryWrite(string line)
    {
        try
        {
            _output.WriteLine(line);
        }
        catch (IOException)
        {
            // Nobody reads it.
        }
    }
}
