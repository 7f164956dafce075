using System.Globalization;

namespace ChargerFirmware.Bench;

/// <summary>
/// What happened, line by line with its time: the same seed writes the same lines in any process. A bench that runs for months keeps the
/// latest of them.
/// </summary>
public sealed class Transcript(TimeProvider time)
{
    // Far more than a virtual day writes.
    private const long MaxCharacters = 64 * 1024 * 1024;

    private readonly long _began = time.GetTimestamp();
    private readonly List<string> _lines = [];
    private long _characters;

    public event Action<string>? Added;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string text)
    {
        var elapsed = time.GetElapsedTime(_began);
        var line = string.Create(CultureInfo.InvariantCulture, $"{elapsed:d\\.hh\\:mm\\:ss\\.fff} {text}");
        _lines.Add(line);
        _characters += line.Length;
        if (_characters > MaxCharacters)
        {
            DropOldest();
        }

        Added?.Invoke(line);
    }

    private void DropOldest()
    {
        var count = 0;
        while (_characters > MaxCharacters / 2)
        {
            _characters -= _lines[count++].Length;
        }

        _lines.RemoveRange(0, count);
    }
}
