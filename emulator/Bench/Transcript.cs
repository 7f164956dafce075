using System.Globalization;

namespace ChargerFirmware.Bench;

/// <summary>What happened, line by line with its time: the same seed writes the same lines in any process.</summary>
public sealed class Transcript(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly List<string> _lines = [];

    public event Action<string>? Added;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string text)
    {
        var elapsed = time.GetElapsedTime(_began);
        var line = string.Create(CultureInfo.InvariantCulture, $"{elapsed:d\\.hh\\:mm\\:ss\\.fff} {text}");
        _lines.Add(line);
        Added?.Invoke(line);
    }
}
