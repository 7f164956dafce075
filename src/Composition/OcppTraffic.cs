using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Station.Ocpp16;
using ChargerFirmware.Station.Ocpp16.Link;
using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Composition;

/// <summary>What is counted of the OCPP 1.6J side. Actions that the standard does not know are one word, however they are spelt.</summary>
internal sealed class OcppTraffic : IBackendTraffic
{
    private const string UnknownAction = "unknown";

    private readonly Ocpp16Station _protocol;

    public OcppTraffic(Ocpp16Station protocol)
    {
        _protocol = protocol;
        protocol.Link.Dialled += connected => Dialled?.Invoke(connected);
        protocol.Link.Settled += call => CallSettled?.Invoke(
            Known(call.Action), Word(call.Outcome), call.Outcome is CallOutcome.Result or CallOutcome.Error or CallOutcome.Unreadable ? call.Took : null);
        protocol.Link.Answered += (action, reply) => CallAnswered?.Invoke(Known(action), reply is CallReply.Result ? "result" : "error");
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

    public IReadOnlyList<string> Actions { get; } =
        [.. Ocpp16Catalog.All.Actions.Where(action => action.Direction != CallDirection.FromCentralSystem).Select(action => action.Name)];

    public IReadOnlyList<string> Outcomes { get; } = ["result", "error", "timeout"];

    public IReadOnlyList<string> IncidentKinds { get; } = Enum.GetNames<RpcIncidentKind>();

    public DateTimeOffset? OldestMessageAt => _protocol.OldestMessageAt;

    private static string Known(string action) => Ocpp16Catalog.All.TryFind(action, out _) ? action : UnknownAction;

    private static string Word(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Result => "result",
        CallOutcome.Error => "error",
        CallOutcome.Unreadable => "unreadable",
        CallOutcome.TimedOut => "timeout",
        CallOutcome.LinkLost { Sent: true } => "link_lost",
        _ => "not_sent",
    };
}
