using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Network;

/// <summary>What has been said on one connection, as far as it takes to know which action an answer answers.</summary>
internal sealed class Conversation
{
    // Calls whose action is remembered; each end has one open at a time, or a few that were never answered.
    private const int RememberedCalls = 16;

    private readonly Queue<(LinkEnd Caller, string MessageId, string Action)> _calls = new();

    /// <summary>What a frame is, and which action it calls or answers; null where it is not known.</summary>
    public (FrameType Type, string? Action) Hear(LinkEnd from, ReadOnlyMemory<byte> utf8)
    {
        if (!FrameParser.Parse(utf8).TryGet(out var frame, out var fault))
        {
            return (fault.Type, null);
        }

        if (frame is Call call)
        {
            if (_calls.Count == RememberedCalls)
            {
                _calls.Dequeue();
            }

            _calls.Enqueue((from, call.MessageId, call.Action));
            return (FrameType.Call, call.Action);
        }

        var type = frame is CallResult ? FrameType.CallResult : FrameType.CallError;
        return (type, _calls.LastOrDefault(known => known.Caller != from && known.MessageId == frame.MessageId).Action);
    }
}
