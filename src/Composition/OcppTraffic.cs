using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Composition;

/// <summary>What is counted of the OCPP side. Actions that the standard does not know are one word, however they are spelt.</summary>
internal sealed class OcppTraffic : IBackendTraffic
{
    private const string UnknownAction = "unknown";

    private readonly IStationProtocol _protocol;

    public OcppTraffic(IStationProtocol protocol)
    {
        _protocol = protocol;
        protocol.Link.Dialled += connected => Dialled?.Invoke(connected);
        protocol.Link.Settled += call => CallSettled?.Invoke(
            Known(call.Action), Word(call.End), call.End is CallEnd.Result or CallEnd.Error or CallEnd.Unreadable ? call.Took : null);
        protocol.Link.Answered += (action, error) => CallAnswered?.Invoke(Known(action), error is null ? "result" : "error");
        protocol.Link.Incident += incident => Incident?.Invoke(incident.Kind.ToString());
    }

    public event Action<bool>? Dialled;

    public event Action<string, string, TimeSpan?>? CallSettled;

    public event Action<string, string>? CallAnswered;

    public event Action<string>? Incident;

    public event Action<string, string>? Deviated
    {
        add => _protocol.Link.Deviations.Noted += value;
        remove => _protocol.Link.Deviations.Noted -= value;
    }

    public IReadOnlyList<string> LinkStates { get; } = Enum.GetNames<LinkState>();

    public IReadOnlyList<string> Actions =>
        [.. _protocol.Catalog.Actions.Where(action => action.Direction != CallDirection.FromCentralSystem).Select(action => action.Name)];

    public IReadOnlyList<string> Outcomes { get; } = ["result", "error", "timeout"];

    public IReadOnlyList<string> IncidentKinds { get; } = Enum.GetNames<RpcIncidentKind>();

    public DateTimeOffset? OldestMessageAt => _protocol.OldestMessageAt;

    private string Known(string action) => _protocol.Catalog.TryFind(action, out _) ? action : UnknownAction;

    private static string Word(CallEnd end) => end switch
    {
        CallEnd.Result => "result",
        CallEnd.Error => "error",
        CallEnd.Unreadable => "unreadable",
        CallEnd.TimedOut => "timeout",
        CallEnd.LinkLost => "link_lost",
        _ => "not_sent",
    };
}
