using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Bench;

/// <summary>The frames of one station in order, the latest of them kept: bounded by number and by bytes.</summary>
/// <param name="maxFrames">So many are kept at most.</param>
/// <param name="maxBytes">And so many bytes of them together.</param>
public sealed class FrameLog(TimeProvider time, int maxFrames = 20_000, int maxBytes = 32 * 1024 * 1024)
{
    // What a frame costs beside its text.
    private const int OverheadBytes = 256;

    // Calls that were never answered; nobody asks for the oldest of them again.
    private const int MaxOpenCalls = 1_000;

    // Longer than any action of any version.
    private const int MaxActionLength = 100;

    private readonly long _began = time.GetTimestamp();
    private readonly List<LoggedFrame> _frames = [];
    private readonly Dictionary<string, string> _actions = new(StringComparer.Ordinal);
    private readonly Queue<string> _calls = new();
    private long _bytes;
    private int _dropped;

    public event Action<LoggedFrame>? Added;

    /// <summary>Number of the next frame; counts dropped ones too.</summary>
    public int Position => _dropped + _frames.Count;

    /// <summary>What the kept frames take, about.</summary>
    public long KeptBytes => _bytes;

    /// <summary>The frames from <paramref name="position"/> on that are still kept.</summary>
    public IEnumerable<(int Position, LoggedFrame Frame)> From(int position)
    {
        for (var index = Math.Max(0, position - _dropped); index < _frames.Count; index++)
        {
            yield return (_dropped + index, _frames[index]);
        }
    }

    public void Add(FrameDirection direction, ReadOnlyMemory<byte> utf8)
    {
        var logged = Read(direction, utf8);
        _frames.Add(logged);
        _bytes += CostOf(logged);
        if (_frames.Count > maxFrames || _bytes > maxBytes)
        {
            DropOldest();
        }

        Added?.Invoke(logged);
    }

    private static int CostOf(LoggedFrame frame) => frame.KeptBytes + OverheadBytes;

    /// <summary>Half of the room at once: to make room for each frame by itself would move all the others each time.</summary>
    private void DropOldest()
    {
        var count = 0;
        while (_frames.Count - count > maxFrames / 2 || (_bytes > maxBytes / 2 && count < _frames.Count - 1))
        {
            _bytes -= CostOf(_frames[count++]);
        }

        _frames.RemoveRange(0, count);
        _dropped += count;
    }

    private LoggedFrame Read(FrameDirection direction, ReadOnlyMemory<byte> utf8)
    {
        FrameParser.Parse(utf8).TryGet(out var frame, out _);
        var action = frame switch
        {
            null => "",
            Call call => Remember(direction, call),
            _ => ActionOf(direction, frame.MessageId),
        };
        return new LoggedFrame(time.GetElapsedTime(_began), direction, frame, action, utf8);
    }

    private string Remember(FrameDirection direction, Call call)
    {
        var key = Key(direction, call.MessageId);
        var action = call.Action.Length <= MaxActionLength ? call.Action : call.Action[..MaxActionLength];
        _actions[key] = action;
        _calls.Enqueue(key);
        if (_calls.Count > MaxOpenCalls)
        {
            _actions.Remove(_calls.Dequeue());
        }

        return action;
    }

    private static string Key(FrameDirection caller, string messageId) => caller + messageId;

    private string ActionOf(FrameDirection direction, string messageId)
    {
        var caller = direction == FrameDirection.Sent ? FrameDirection.Received : FrameDirection.Sent;
        return _actions.Remove(Key(caller, messageId), out var action) ? action : "";
    }
}
