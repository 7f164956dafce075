using System.Text;
using ChargerFirmware.Central.Violations;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central;

/// <summary>One connection of a station: reports every frame, and watches the rules of the wire (OCPP-J 1.6, section 4).</summary>
internal sealed class StationLink
{
    // Of what broke a rule, beginning and length say enough.
    private const int MaxKeptBytes = 1_000;

    private readonly Csms _csms;
    private readonly ConnectedStation _station;
    private readonly Loop _loop;
    private readonly RpcPeer _peer;
    private readonly OpenCalls _ofStation = new();
    private readonly OpenCalls _ofCsms = new();
    private readonly RecentIds _idsOfStation = new();
    private bool _frameWasReported;

    public StationLink(Csms csms, ConnectedStation station, Loop loop, RandomSource random, IFrameLink link)
    {
        _csms = csms;
        _station = station;
        _loop = loop;
        Since = loop.Time.GetUtcNow();
        _peer = new RpcPeer(loop, link, random, new RpcOptions { Calls = () => Strictness.Lenient }, call => station.AnswerAsync(call, this));
        _peer.Traced += (direction, frame) => Contain("watching a frame", () => OnTraced(direction, frame));
        _peer.Incident += incident => Contain("watching an incident", () => OnIncident(incident));
        _peer.Closed += closed => Contain("ending a connection", () => station.OnClosed(this, closed));
    }

    public string Subprotocol => _peer.Subprotocol;

    public DateTimeOffset Since { get; }

    public void Open() => _peer.Open();

    public void Close(string reason) => _peer.Close(reason);

    public Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload) => _peer.CallAsync(action, payload, _csms.Options.CallTimeout);

    /// <summary>A call breaks a rule by what it says.</summary>
    public void Report(ViolationKind kind, string description, IncomingCall call) =>
        Report(kind, description, FrameWriter.Write(new Call(call.MessageId, call.Action, call.Payload)));

    private void Report(ViolationKind kind, string description, ReadOnlyMemory<byte> frame)
    {
        var text = frame.Length <= MaxKeptBytes
            ? Encoding.UTF8.GetString(frame.Span)
            : Encoding.UTF8.GetString(frame.Span[..MaxKeptBytes]) + FormattableString.Invariant($"... ({frame.Length} bytes)");
        _csms.Add(new Violation(_loop.Time.GetUtcNow(), _station.Identity, kind, Text.Shortened(description, MaxKeptBytes), text));
    }

    private void OnTraced(FrameDirection direction, ReadOnlyMemory<byte> utf8)
    {
        var time = _loop.Time.GetUtcNow();
        var parsed = FrameParser.Parse(utf8);
        if (!parsed.TryGet(out var frame, out var fault))
        {
            // What a console has us send may be no frame either.
            if (direction == FrameDirection.Received)
            {
                _frameWasReported = true;
                Report(ViolationKind.UnreadableFrame, fault.Description, utf8);
            }

            Trace(new TracedMessage(time, _station.Identity, direction, FrameType.Unknown, null, fault.MessageId, null, default, utf8));
            return;
        }

        var isReceived = direction == FrameDirection.Received;
        if (isReceived)
        {
            _station.LastHeard = time;
            foreach (var deviation in parsed.Deviations)
            {
                Report(ViolationKind.SchemaFault, deviation.Fault.ToString(), utf8);
            }
        }

        switch (frame)
        {
            case Call call:
                if (isReceived)
                {
                    CheckCall(call, time, utf8);
                }

                (isReceived ? _ofStation : _ofCsms).Add(call.MessageId, call.Action, time);
                Trace(new TracedMessage(time, _station.Identity, direction, FrameType.Call, call.Action, call.MessageId, null, call.Payload, utf8));
                break;
            case CallResult result:
                var action = (isReceived ? _ofCsms : _ofStation).Take(result.MessageId);
                if (isReceived)
                {
                    CheckResult(action, result, utf8);
                }

                Trace(new TracedMessage(time, _station.Identity, direction, FrameType.CallResult, action, result.MessageId, null, result.Payload, utf8));
                break;
            case CallError error:
                var refused = (isReceived ? _ofCsms : _ofStation).Take(error.MessageId);
                Trace(new TracedMessage(
                    time, _station.Identity, direction, FrameType.CallError, refused, error.MessageId, error.CodeWord, error.Details, utf8));
                break;
        }
    }

    private void CheckCall(Call call, DateTimeOffset time, ReadOnlyMemory<byte> utf8)
    {
        if (!_idsOfStation.Add(call.MessageId))
        {
            Report(ViolationKind.RepeatedMessageId, $"{call.MessageId} was used before", utf8);
        }
        else if (_ofStation.Latest is { } open && time - open.Time < _csms.Options.ShortestCallTimeout)
        {
            Report(ViolationKind.SecondCall, $"{open.Action} is not answered yet", utf8);
        }
    }

    private void CheckResult(string? action, CallResult result, ReadOnlyMemory<byte> utf8)
    {
        if (action is not null && Ocpp16Catalog.All.TryFind(action, out var description))
        {
            foreach (var fault in description.InspectResponse(result.Payload, Strictness.Strict).Faults)
            {
                Report(ViolationKind.SchemaFault, $"{action}.conf: {fault}", utf8);
            }
        }
    }

    private void Trace(TracedMessage message) => _csms.Trace(message);

    private void OnIncident(RpcIncident incident)
    {
        switch (incident.Kind)
        {
            case RpcIncidentKind.UnreadableFrame when _frameWasReported:
                _frameWasReported = false;
                break;
            case RpcIncidentKind.UnreadableFrame:
                Report(ViolationKind.UnreadableFrame, incident.Description, default(ReadOnlyMemory<byte>));
                break;
            case RpcIncidentKind.ForeignAnswer:
                Report(ViolationKind.ForeignAnswer, $"{incident.Description}: {incident.MessageId}", default(ReadOnlyMemory<byte>));
                break;
            case RpcIncidentKind.TooManyCalls:
                Report(ViolationKind.SecondCall, incident.Description, default(ReadOnlyMemory<byte>));
                break;
            case RpcIncidentKind.HandlerFault when incident.Cause is { } cause:
                // Ours, not the station's, and no reason to keep anybody else waiting.
                _csms.ReportFault($"{_station.Identity}: {incident.Description}", cause);
                break;
        }
    }

    /// <summary>The judge's own fault must neither cost an answer nor reach another connection.</summary>
    private void Contain(string what, Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // Whatever it is, it is reported and stays with this connection.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _csms.ReportFault($"{_station.Identity}: {what}", fault);
        }
    }
}
