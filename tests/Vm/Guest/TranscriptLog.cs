using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>
/// Writes the transcript, an event a line: seconds by the guest's monotonic clock, a word, and what there is to say. The console is slow
/// and has a task of its own: whoever looks at a line never waits for it.
/// </summary>
internal sealed class TranscriptLog
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _writing;

    public TranscriptLog() => _writing = WriteAsync();

    public void Write(string word, string text) => Write(Stopwatch.GetTimestamp(), word, text);

    /// <param name="at">When it happened, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Write(long at, string word, string text) =>
        _lines.Writer.TryWrite(string.Create(CultureInfo.InvariantCulture, $"{(double)at / Stopwatch.Frequency,10:F4} {word,-8} {text}"));

    /// <summary>Returns when all is written.</summary>
    public Task EndAsync()
    {
        _lines.Writer.TryComplete();
        return _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            Console.Out.WriteLine(line);
        }

        Console.Out.Flush();
    }
}
