using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// What a charge point of the prompt answers: that it does what it is asked, unless another answer is set. It has no contactor and no memory: it only
/// says so.
/// </summary>
internal sealed class ChargePointAnswers(TimeProvider time)
{
    private readonly Dictionary<string, CallReply> _set = new(StringComparer.Ordinal);

    /// <summary>Answers an action so from now on; null as it did before.</summary>
    public void Set(string action, CallReply? reply)
    {
        if (reply is null)
        {
            _set.Remove(action);
        }
        else
        {
            _set[action] = reply;
        }
    }

    /// <param name="isAccepted">Set when a call was carried out by the rules, not by a set answer.</param>
    public CallReply Answer(IncomingCall call, out bool isAccepted)
    {
        isAccepted = false;
        if (_set.TryGetValue(call.Action, out var reply))
        {
            return reply;
        }

        if (!Ocpp16Catalog.All.TryFind(call.Action, out var action))
        {
            return new CallReply.Error(ErrorCode.NotImplemented, $"{call.Action} is no action of OCPP 1.6");
        }

        if (!action.Direction.HasFlag(CallDirection.FromCentralSystem))
        {
            return new CallReply.Error(ErrorCode.NotSupported, $"{call.Action} is no action of a central system");
        }

        if (action.InspectRequest(call.Payload, Strictness.Strict).Fault is { } fault)
        {
            return new CallReply.Error(fault.Code, fault.ToString());
        }

        isAccepted = true;
        return new CallReply.Result(PayloadBuilder.Encode(ExampleMessages.Response(call.Action, time.GetUtcNow())));
    }
}
