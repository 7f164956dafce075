using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Judging;

/// <summary>The rules of the wire on one connection of a station (OCPP-J 1.6, section 4).</summary>
internal sealed class WireRules(JudgeOptions options, Action<ViolationKind, string, ReadOnlyMemory<byte>> report)
{
    private readonly OpenCalls _ofStation = new();
    private readonly RecentIds _idsOfStation = new();
    private bool _frameWasReported;

    public void Check(TracedMessage message)
    {
        var isReceived = message.Direction == FrameDirection.Received;
        if (!message.Parsed.TryGet(out var frame, out var fault))
        {
            // What a console has us send may be no frame either.
            if (isReceived)
            {
                _frameWasReported = true;
                report(ViolationKind.UnreadableFrame, fault.Description, message.Frame);
            }

            return;
        }

        if (isReceived)
        {
            foreach (var deviation in message.Parsed.Deviations)
            {
                report(ViolationKind.SchemaFault, deviation.Fault.ToString(), message.Frame);
            }
        }

        switch (frame)
        {
            case Call call when isReceived:
                CheckCall(call, message);
                _ofStation.Add(call.MessageId, call.Action, message.Time);
                break;
            case CallResult or CallError when !isReceived && message.MessageId is { } id:
                _ofStation.Take(id);
                break;
        }
    }

    public void Check(RpcIncident incident)
    {
        switch (incident.Kind)
        {
            case RpcIncidentKind.UnreadableFrame when _frameWasReported:
                _frameWasReported = false;
                break;
            case RpcIncidentKind.UnreadableFrame:
                report(ViolationKind.UnreadableFrame, incident.Description, default);
                break;
            case RpcIncidentKind.ForeignAnswer:
                report(ViolationKind.ForeignAnswer, $"{incident.Description}: {incident.MessageId}", default);
                break;
            case RpcIncidentKind.TooManyCalls:
                report(ViolationKind.SecondCall, incident.Description, default);
                break;
        }
    }

    private void CheckCall(Call call, TracedMessage message)
    {
        if (!_idsOfStation.Add(call.MessageId))
        {
            report(ViolationKind.RepeatedMessageId, $"{call.MessageId} was used before", message.Frame);
        }
        else if (_ofStation.Latest is { } open && message.Time - open.Time < options.ShortestCallTimeout)
        {
            report(ViolationKind.SecondCall, $"{open.Action} is not answered yet", message.Frame);
        }
    }
}
