using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>The other side's calls: carried out one at a time, in the order of their arrival, each answered.</summary>
internal sealed class IncomingCalls(
    Loop loop, RpcOptions options, Func<IncomingCall, Task<CallReply>> handler, Action<Call, CallReply> answer, Action<RpcIncident> report)
{
    // The first one is being carried out.
    private readonly Queue<Call> _calls = new();
    private long _waitingBytes;
    private bool _ended;

    public void Add(Call call)
    {
        if (_calls.Any(known => known.MessageId == call.MessageId))
        {
            report(new RpcIncident(RpcIncidentKind.DuplicateCall, $"{call.Action} repeats the id of an unanswered call", call.MessageId));
            answer(call, new CallReply.Error(ErrorCode.ProtocolError, "a call with this message id is not answered yet"));
        }
        else if (_calls.Count > options.MaxIncoming || (_calls.Count > 0 && _waitingBytes + call.Payload.Length > options.MaxIncomingBytes))
        {
            report(new RpcIncident(RpcIncidentKind.TooManyCalls, $"{call.Action} refused: {_calls.Count} calls wait", call.MessageId));
            answer(call, new CallReply.Error(ErrorCode.GenericError, "too many calls wait for their answer"));
        }
        else
        {
            _calls.Enqueue(call);
            _waitingBytes += call.Payload.Length;
            if (_calls.Count == 1)
            {
                loop.Start(WorkOff);
            }
        }
    }

    /// <summary>The link has ended: what waits is not begun, what runs is not answered.</summary>
    public void End() => _ended = true;

    private async Task WorkOff()
    {
        while (!_ended && _calls.TryPeek(out var call))
        {
            var reply = await CarryOut(call);
            _calls.Dequeue();
            _waitingBytes -= call.Payload.Length;
            if (!_ended)
            {
                answer(call, reply);
            }
        }
    }

    private async Task<CallReply> CarryOut(Call call)
    {
        try
        {
            return await handler(new IncomingCall(call.MessageId, call.Action, call.Payload));
        }
#pragma warning disable CA1031 // A failing handler must not leave its caller without an answer.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            report(new RpcIncident(RpcIncidentKind.HandlerFault, $"{call.Action} failed: {fault.Message}", call.MessageId, fault));
            return new CallReply.Error(ErrorCode.InternalError);
        }
    }
}
