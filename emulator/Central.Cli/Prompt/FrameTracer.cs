using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Makes out what the frames of one connection of a charge point are: an answer belongs to the call whose id it has.</summary>
internal sealed class FrameTracer(TimeProvider time, string station)
{
    // Some are never answered; nobody asks for the oldest of them again.
    private const int MaxCalls = 64;

    private readonly List<(bool IsSent, string MessageId, string Action)> _calls = [];

    public PromptFrame Read(FrameDirection direction, ReadOnlyMemory<byte> utf8)
    {
        var isSent = direction == FrameDirection.Sent;
        FrameParser.Parse(utf8).TryGet(out var frame, out _);
        var (type, action, payload) = frame switch
        {
            Call call => (FrameType.Call, Remember(isSent, call), call.Payload),
            CallResult result => (FrameType.CallResult, Forget(!isSent, result.MessageId), result.Payload),
            CallError error => (FrameType.CallError, Forget(!isSent, error.MessageId), error.Details),
            _ => (FrameType.Unknown, null, default),
        };
        return new PromptFrame(time.GetUtcNow(), IsOfCentralSystem: false, station, isSent, type, action, payload, utf8);
    }

    private string Remember(bool isSent, Call call)
    {
        if (_calls.Count == MaxCalls)
        {
            _calls.RemoveAt(0);
        }

        _calls.Add((isSent, call.MessageId, call.Action));
        return call.Action;
    }

    private string? Forget(bool isSent, string messageId)
    {
        var index = _calls.FindIndex(call => call.IsSent == isSent && call.MessageId == messageId);
        if (index < 0)
        {
            return null;
        }

        var action = _calls[index].Action;
        _calls.RemoveAt(index);
        return action;
    }
}
