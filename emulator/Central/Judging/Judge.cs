using System.Runtime.CompilerServices;
using System.Text;
using ChargerFirmware.Central.Layers;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Judging;

/// <summary>
/// Finds what stations do wrong. It changes nothing that they hear, and takes no part where nobody has added it to <see cref="Csms.Layers"/>,
/// which its constructor does. Used on the loop.
/// </summary>
public sealed class Judge : ICsmsLayer
{
    // Of what broke a rule, beginning and length say enough.
    private const int MaxKeptBytes = 1_000;
    private const int MaxViolationsPerCall = 20;

    private readonly Csms _csms;
    private readonly IReadOnlyList<IVersionRules> _versions;
    private readonly JudgeOptions _options;
    private readonly List<Violation> _violations = [];
    private readonly ConditionalWeakTable<ConnectedStation, Docket> _dockets = [];

    public Judge(Csms csms, IReadOnlyList<IVersionRules> versions, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(csms);
        _csms = csms;
        _versions = versions;
        _options = options ?? new JudgeOptions();
        csms.Layers.Add(this);
        csms.StationConnected += OnConnected;
        csms.MessageTraced += OnTraced;
        csms.Incident += (connection, station, incident) => OnIncident(connection, station, incident);
        csms.Refused += (identity, description) => Add(new Violation(Now, identity, ViolationKind.Connection, description, ""));
    }

    // Whoever knocks at a port is one station to this count.
    private int _ofStrangers;

    public event Action<Violation>? ViolationFound;

    /// <summary>What stations did wrong, in order; the first ones, where there were too many to keep.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    private DateTimeOffset Now => _csms.Loop.Time.GetUtcNow();

    /// <summary>How many rules a station has broken so far.</summary>
    public int CountOf(ConnectedStation station) => Of(station).Count;

    /// <summary>The rule that a station broke last.</summary>
    public Violation? LastOf(ConnectedStation station) => Of(station).Last;

    /// <inheritdoc cref="IStationRules.NoteMeterExchanged"/>
    public void NoteMeterExchanged(ConnectedStation station, int connectorId) => Of(station).Rules?.NoteMeterExchanged(connectorId, Now);

    /// <inheritdoc cref="IStationRules.NoteRefused"/>
    public void NoteRefused(ConnectedStation station, string action) => Of(station).Rules?.NoteRefused(action);

    public async Task<CallReply> AnswerAsync(StationCall call, Func<StationCall, Task<CallReply>> next)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(next);
        var note = call.Station.IsHeardOn(call.Connection) ? Check(call) : null;
        CallReply? reply = null;
        try
        {
            return reply = await next(call);
        }
        finally
        {
            // What is thrown, such as by a store, is an error to the station.
            reply ??= new CallReply.Error(ErrorCode.InternalError);
            note?.Invoke(reply);
            if (reply is CallReply.Error)
            {
                NoteRefused(call.Station, call.Call.Action);
            }
        }
    }

    private Action<CallReply>? Check(StationCall call)
    {
        // One frame may break a rule thousands of times; the first of them say enough, and the frame is written once.
        var (count, frame) = (0, default(ReadOnlyMemory<byte>?));
        void Report(ViolationKind kind, string description)
        {
            if (++count <= MaxViolationsPerCall)
            {
                frame ??= FrameWriter.Write(new Call(call.Call.MessageId, call.Call.Action, call.Call.Payload));
                Add(call.Station, kind, description, frame.Value);
            }
        }

        if (!call.Station.MayCall(call.Call.Action))
        {
            Report(ViolationKind.NotAccepted, $"{call.Call.Action} from a station that is {call.Station.Registration?.ToString() ?? "unknown"}");
            if (!call.Station.IsServed(call.Call.Action))
            {
                return null;
            }
        }

        return Of(call.Station).Rules?.Check(new JudgedCall(call.Call, Now, _csms.Clock, call.Connection, call.IsSpoilt, Report));
    }

    private void OnConnected(ConnectedStation station)
    {
        var docket = Of(station);
        docket.Wire = new WireRules(_options, (kind, description, frame) => Add(station, kind, description, frame));
        if (docket.Rules is null || docket.Subprotocol != station.Subprotocol)
        {
            docket.Subprotocol = station.Subprotocol;
            docket.Rules = _versions.FirstOrDefault(version => version.Subprotocol == station.Subprotocol)?.Of(_csms, station, _options);
        }

        docket.Rules?.Connected();
    }

    private void OnTraced(TracedMessage message)
    {
        if (_csms.Find(message.Station) is not { } station || message.Connection is not { } connection || !station.IsHeardOn(connection))
        {
            return;
        }

        var docket = Of(station);
        docket.Wire?.Check(message);
        if (message is { Type: FrameType.CallResult, Direction: FrameDirection.Received, Action: { } action } && docket.Rules is { } rules)
        {
            foreach (var fault in rules.FaultsOf(action, message.Payload))
            {
                Add(station, ViolationKind.SchemaFault, $"{action}.conf: {fault}", message.Frame);
            }
        }
    }

    private void OnIncident(StationConnection connection, ConnectedStation station, RpcIncident incident)
    {
        if (station.IsHeardOn(connection))
        {
            Of(station).Wire?.Check(incident);
        }
    }

    private void Add(ConnectedStation station, ViolationKind kind, string description, ReadOnlyMemory<byte> frame)
    {
        var text = frame.Length <= MaxKeptBytes
            ? Encoding.UTF8.GetString(frame.Span)
            : Encoding.UTF8.GetString(frame.Span[..MaxKeptBytes]) + FormattableString.Invariant($"... ({frame.Length} bytes)");
        Add(new Violation(Now, station.Identity, kind, Text.Shortened(description, MaxKeptBytes), text));
    }

    private void Add(Violation violation)
    {
        var docket = _csms.Find(violation.Station) is { } station ? Of(station) : null;
        if (docket is not null)
        {
            docket.Count++;
            docket.Last = violation;
        }

        var ofTheirs = docket?.Count ?? ++_ofStrangers;
        if (_violations.Count < _options.MaxViolations && ofTheirs <= _options.MaxViolationsPerStation)
        {
            _violations.Add(violation);
        }

        ViolationFound?.Invoke(violation);
    }

    private Docket Of(ConnectedStation station) => _dockets.GetOrAdd(station, static _ => new Docket());

    /// <summary>What is held against one station.</summary>
    private sealed class Docket
    {
        public string? Subprotocol { get; set; }

        public IStationRules? Rules { get; set; }

        public WireRules? Wire { get; set; }

        public int Count { get; set; }

        public Violation? Last { get; set; }
    }
}
