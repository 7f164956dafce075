using System.Globalization;
using System.Text;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Ocpp16.Link;

namespace ChargerFirmware.Station.Ocpp16.FirmwareManagement;

/// <summary>The latest frames of the link, for whoever looks for a fault. Bounded by number and by size; they leave it without secrets.</summary>
internal sealed class RecentFrames : IDiagnosticsSource, IDisposable
{
    private const int CountMax = 1000;
    private const int BytesMax = 512 * 1024;
    private const int FrameBytesMax = 16 * 1024;

    private readonly CentralSystemLink _link;
    private readonly StationClock _clock;
    private readonly Queue<(DateTimeOffset At, FrameDirection Direction, int LengthBytes, byte[]? Frame)> _frames = new();
    private int _bytes;

    public RecentFrames(CentralSystemLink link, StationClock clock)
    {
        _link = link;
        _clock = clock;
        link.Traced += Add;
    }

    public IEnumerable<DiagnosticsEntry> Collect(DiagnosticsWindow window)
    {
        var text = new StringBuilder();
        foreach (var (at, direction, lengthBytes, frame) in _frames.Where(entry => window.Holds(entry.At)))
        {
            var content = frame is null ? $"({lengthBytes} bytes)" : FrameRedaction.Write(frame);
            text.Append(CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ss.fffZ} {(direction == FrameDirection.Sent ? "->" : "<-")} {content}\n");
        }

        yield return new DiagnosticsEntry("frames.txt", text.ToString(), IsHistory: true);
    }

    public void Dispose() => _link.Traced -= Add;

    private void Add(FrameDirection direction, ReadOnlyMemory<byte> frame)
    {
        var kept = frame.Length <= FrameBytesMax ? frame.ToArray() : null;
        _frames.Enqueue((_clock.UtcNow, direction, frame.Length, kept));
        _bytes += kept?.Length ?? 0;
        while (_frames.Count > CountMax || _bytes > BytesMax)
        {
            _bytes -= _frames.Dequeue().Frame?.Length ?? 0;
        }
    }
}
