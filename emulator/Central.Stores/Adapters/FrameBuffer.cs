using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>Frames that wait for the store to have time. Where it has none for long, the oldest are lost.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class FrameBuffer
{
    /// <summary>Characters of text that wait at most.</summary>
    private const long MostLetters = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<FrameRecord> _frames = new();
    private long _letters;
    private long _lost;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _frames.Count;
            }
        }
    }

    public bool IsEmpty => Count == 0;

    /// <returns>True for the first: nobody knows of it yet.</returns>
    public bool Add(FrameRecord frame)
    {
        lock (_gate)
        {
            _frames.Enqueue(frame);
            _letters += frame.Text.Length;
            while (_letters > MostLetters && _frames.Count > 1)
            {
                _letters -= _frames.Dequeue().Text.Length;
                _lost++;
            }

            return _frames.Count == 1;
        }
    }

    /// <summary>The oldest, at most so many.</summary>
    public List<FrameRecord> Take(int count)
    {
        lock (_gate)
        {
            var taken = new List<FrameRecord>(Math.Min(count, _frames.Count));
            while (taken.Count < count && _frames.TryDequeue(out var frame))
            {
                _letters -= frame.Text.Length;
                taken.Add(frame);
            }

            return taken;
        }
    }

    public void Remove(string station)
    {
        lock (_gate)
        {
            var others = _frames.Where(frame => frame.Station != station).ToList();
            _frames.Clear();
            _letters = 0;
            foreach (var frame in others)
            {
                _frames.Enqueue(frame);
                _letters += frame.Text.Length;
            }
        }
    }

    /// <summary>How many were lost since this was asked last.</summary>
    public long TakeLost()
    {
        lock (_gate)
        {
            var lost = _lost;
            _lost = 0;
            return lost;
        }
    }
}
