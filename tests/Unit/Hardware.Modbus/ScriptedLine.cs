using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>A line whose answers a test writes: pieces come one a read, after the request.</summary>
internal sealed class ScriptedLine : IByteLine
{
    private readonly Queue<byte[]> _pieces = new();

    public List<byte[]> Written { get; } = [];

    public List<TimeSpan> Pauses { get; } = [];

    /// <summary>Called with each request; what it returns arrives piece by piece.</summary>
    public Func<byte[], IEnumerable<byte[]>> Answer { get; set; } = _ => [];

    /// <summary>Bytes that lie there before the request.</summary>
    public void Arrive(params byte[] piece) => _pieces.Enqueue(piece);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Written.Add(bytes.ToArray());
        foreach (var piece in Answer(bytes.ToArray()))
        {
            _pieces.Enqueue(piece);
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        if (!_pieces.TryDequeue(out var piece))
        {
            return 0;
        }

        var count = Math.Min(piece.Length, buffer.Length);
        piece.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public void DiscardInput() => _pieces.Clear();

    public void Pause(TimeSpan duration) => Pauses.Add(duration);

    public void Dispose()
    {
    }
}
