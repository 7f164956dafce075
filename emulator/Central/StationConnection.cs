using ChargerFirmware.Central.Bindings;
using ChargerFirmware.Central.Layers;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central;

/// <summary>One connection of a station: a channel with what is answered on it, and every frame reported. Used on the loop.</summary>
public sealed class StationConnection
{
    private readonly Csms _csms;
    private readonly ConnectedStation _station;
    private readonly Loop _loop;
    private readonly JsonChannel _channel;
    private readonly OpenCalls _ofStation = new();
    private readonly OpenCalls _ofCsms = new();

    internal StationConnection(Csms csms, ConnectedStation station, IStationBinding binding, RandomSource random, IFrameLink link)
    {
        _csms = csms;
        _station = station;
        _loop = csms.Loop;
        Subprotocol = link.Subprotocol;
        Since = _loop.Time.GetUtcNow();
        _channel = new JsonChannel(
            _loop, link, random, new RpcOptions { Calls = () => csms.Options.Strictness }, binding.Handlers, AnswerAsync);
        _channel.Traced += (direction, frame) => Contain("watching a frame", () => OnTraced(direction, frame));
        _channel.Incident += incident => Contain("watching an incident", () => OnIncident(incident));
        _channel.Closed += closed => Contain("ending a connection", () => station.OnClosed(this, closed));
    }

    /// <summary>What it speaks, such as <c>ocpp1.6</c>.</summary>
    public string Subprotocol { get; }

    public DateTimeOffset Since { get; }

    internal void Open() => _channel.Open();

    /// <summary>Ends it; the station's <see cref="Csms.StationDisconnected"/> follows.</summary>
    public void Close(string reason) => _channel.Close(reason);

    internal Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload) =>
        _channel.CallAsync(action, payload, _csms.Options.CallTimeout);

    internal void SendFrame(ReadOnlyMemory<byte> utf8) => _channel.SendFrame(utf8);

    private Task<CallReply> AnswerAsync(IncomingCall call, Func<IncomingCall, Task<CallReply>> carryOut)
    {
        var next = CarryOut(carryOut);
        for (var index = _csms.Layers.Count - 1; index >= 0; index--)
        {
            var (layer, inner) = (_csms.Layers[index], next);
            next = outer => layer.AnswerAsync(outer, inner);
        }

        return next(new StationCall(_station, this, call));
    }

    private Func<StationCall, Task<CallReply>> CarryOut(Func<IncomingCall, Task<CallReply>> carryOut) => async call =>
    {
        if (!_station.IsHeardOn(this))
        {
            return CallReply.None;
        }

        if (!_station.IsServed(call.Call.Action))
        {
            return new CallReply.Error(ErrorCode.SecurityError, "BootNotification has not been accepted");
        }

        return await carryOut(call.Call);
    };

    private void OnTraced(FrameDirection direction, ReadOnlyMemory<byte> utf8)
    {
        var time = _loop.Time.GetUtcNow();
        if (direction == FrameDirection.Received)
        {
            _station.LastHeard = time;
        }

        var (calls, answered) = direction == FrameDirection.Received ? (_ofStation, _ofCsms) : (_ofCsms, _ofStation);
        var parsed = FrameParser.Parse(utf8);
        if (!parsed.TryGet(out var frame, out var fault))
        {
            _csms.Trace(new TracedMessage(time, _station.Identity, direction, FrameType.Unknown, null, fault.MessageId, null, default, utf8)
            {
                Connection = this, Parsed = parsed,
            });
            return;
        }

        var message = frame switch
        {
            Call call => new TracedMessage(time, _station.Identity, direction, FrameType.Call, call.Action, call.MessageId, null, call.Payload, utf8),
            CallResult result => new TracedMessage(
                time, _station.Identity, direction, FrameType.CallResult, answered.Take(result.MessageId), result.MessageId, null, result.Payload, utf8),
            CallError error => new TracedMessage(
                time, _station.Identity, direction, FrameType.CallError, answered.Take(error.MessageId), error.MessageId, error.CodeWord, error.Details,
                utf8),
            _ => throw new InvalidOperationException($"A frame of an unknown kind: {frame.GetType().Name}."),
        };
        _csms.Trace(message with { Connection = this, Parsed = parsed });
        if (frame is Call made)
        {
            calls.Add(made.MessageId, made.Action, time);
        }
    }

    private void OnIncident(RpcIncident incident)
    {
        if (incident is { Kind: RpcIncidentKind.HandlerFault, Cause: { } cause })
        {
            // Ours, not the station's, and no reason to keep anybody else waiting.
            _csms.ReportFault($"{_station.Identity}: {incident.Description}", cause);
        }
        else
        {
            _csms.ReportIncident(this, _station, incident);
        }
    }

    /// <summary>A fault in what watches must neither cost an answer nor reach another connection.</summary>
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
