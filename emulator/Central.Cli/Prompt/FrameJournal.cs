namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>The latest frames of both sides, in order.</summary>
internal sealed class FrameJournal
{
    private const int MaxFrames = 2_000;
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly Queue<PromptFrame> _frames = new();
    private long _bytes;
    private long _dropped;

    public event Action<PromptFrame>? Added;

    /// <summary>Number of the next frame; those that are not kept any more count.</summary>
    public long Position => _dropped + _frames.Count;

    /// <summary>The frames from <paramref name="position"/> on that are still kept.</summary>
    public IEnumerable<(long Position, PromptFrame Frame)> From(long position) =>
        _frames.Select((frame, index) => (_dropped + index, frame)).SkipWhile(entry => entry.Item1 < position);

    public void Add(PromptFrame frame)
    {
        _frames.Enqueue(frame);
        _bytes += frame.Frame.Length;
        while (_frames.Count > MaxFrames || (_bytes > MaxBytes && _frames.Count > 1))
        {
            _bytes -= _frames.Dequeue().Frame.Length;
            _dropped++;
        }

        Added?.Invoke(frame);
    }
}
