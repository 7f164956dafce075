using System.Text;
using System.Text.Json;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Bench;

/// <summary>The frames of one station in order, the latest of them kept.</summary>
public sealed class FrameLog(TimeProvider time, int capacity = 20_000)
{
    // What a frame may hold is the station's to judge; the log shows it either way.
    private static readonly JsonDocumentOptions s_anyDepth = new() { MaxDepth = Frame.MaxLengthBytes };

    private readonly long _began = time.GetTimestamp();
    private readonly List<LoggedFrame> _frames = [];
    private readonly Dictionary<string, string> _actions = new(StringComparer.Ordinal);
    private int _dropped;

    public event Action<LoggedFrame>? Added;

    /// <summary>Number of the next frame; counts dropped ones too.</summary>
    public int Position => _dropped + _frames.Count;

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
        var frame = Describe(direction, utf8);
        _frames.Add(frame);
        if (_frames.Count > capacity)
        {
            _frames.RemoveRange(0, capacity / 2);
            _dropped += capacity / 2;
        }

        Added?.Invoke(frame);
    }

    private LoggedFrame Describe(FrameDirection direction, ReadOnlyMemory<byte> utf8)
    {
        var at = time.GetElapsedTime(_began);
        var text = Encoding.UTF8.GetString(utf8.Span);
        if (!FrameParser.Parse(utf8).TryGet(out var frame, out _))
        {
            return new LoggedFrame(at, direction, "unreadable", "", "", default, text);
        }

        switch (frame)
        {
            case Call call:
                _actions[Key(direction, call.MessageId)] = call.Action;
                return new LoggedFrame(at, direction, "call", call.Action, call.MessageId, Read(call.Payload), text);
            case CallError error:
                return new LoggedFrame(at, direction, "error", ActionOf(direction, error.MessageId), error.MessageId, ReadError(error), text);
            default:
                var result = (CallResult)frame;
                return new LoggedFrame(at, direction, "result", ActionOf(direction, result.MessageId), result.MessageId, Read(result.Payload), text);
        }
    }

    private static JsonElement Read(ReadOnlyMemory<byte> payload) => JsonElement.Parse(payload.IsEmpty ? "{}"u8 : payload.Span, s_anyDepth);

    private static JsonElement ReadError(CallError error)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("code", error.CodeWord);
            writer.WriteString("description", error.Description);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }

    private static string Key(FrameDirection caller, string messageId) => caller + messageId;

    private string ActionOf(FrameDirection direction, string messageId)
    {
        var caller = direction == FrameDirection.Sent ? FrameDirection.Received : FrameDirection.Sent;
        return _actions.Remove(Key(caller, messageId), out var action) ? action : "";
    }
}
