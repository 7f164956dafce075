using System.Globalization;
using System.Text;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Protocol.Frames;

/// <summary>The latest frames of the link, for diagnosis. Bounded by number and by size; they leave it without secrets.</summary>
public sealed class RecentFrames : IDiagnosticsSource, IDisposable
{
    private const int CountMax = 1000;
    private const int BytesMax = 512 * 1024;
    private const int FrameBytesMax = 16 * 1024;

    private readonly CentralSystemLink _link;
    private readonly StationClock _clock;
    private readonly FrameRedaction _redaction;
    private readonly Queue<(long Timestamp, RecentFrame Frame)> _frames = new();
    private int _bytes;

    public RecentFrames(CentralSystemLink link, StationClock clock, FrameRedaction redaction)
    {
        _link = link;
        _clock = clock;
        _redaction = redaction;
        link.Traced += Add;
    }

    /// <summary>The latest frames, the oldest of them first.</summary>
    public IReadOnlyList<RecentFrame> Latest(int count) => [.. _frames.Skip(_frames.Count - count).Select(Stamp)];

    public IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window)
    {
        var text = new StringBuilder();
        foreach (var frame in _frames.Select(Stamp).Where(frame => window.Holds(frame.At)))
        {
            var arrow = frame.Direction == FrameDirection.Sent ? "->" : "<-";
            text.Append(CultureInfo.InvariantCulture, $"{frame.At:yyyy-MM-ddTHH:mm:ss.fffZ} {arrow} {frame.Write()}\n");
        }

        yield return new DiagnosticsEntry("frames.txt", text.ToString(), IsHistory: true);
    }

    public void Dispose() => _link.Traced -= Add;

    /// <summary>What came by a clock that was wrong is found by the time it was.</summary>
    private RecentFrame Stamp((long Timestamp, RecentFrame Frame) kept) => kept.Frame with { At = _clock.At(kept.Timestamp) };

    private void Add(FrameDirection direction, ReadOnlyMemory<byte> frame)
    {
        var kept = frame.Length <= FrameBytesMax ? frame.ToArray() : null;
        _frames.Enqueue((_clock.Time.GetTimestamp(), new RecentFrame(default, direction, frame.Length) { Raw = kept, Redaction = _redaction }));
        _bytes += kept?.Length ?? 0;
        while (_frames.Count > CountMax || _bytes > BytesMax)
        {
            _bytes -= _frames.Dequeue().Frame.Raw?.Length ?? 0;
        }
    }
}
