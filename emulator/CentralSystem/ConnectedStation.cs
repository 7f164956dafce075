using ChargerFirmware.CentralSystem.Answers;
using ChargerFirmware.CentralSystem.Behaviour;
using ChargerFirmware.CentralSystem.Tags;
using ChargerFirmware.CentralSystem.Transactions;
using ChargerFirmware.CentralSystem.Violations;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.CentralSystem;

/// <summary>
/// A station as its central system knows it. The knowledge outlasts connections. Commands go by <see cref="CallAsync{TRequest, TResponse}"/>;
/// <see cref="StationCommands"/> has one for each action. Used on the loop.
/// </summary>
public sealed class ConnectedStation
{
    private readonly Csms _csms;
    private readonly Loop _loop;
    private readonly Entropy _entropy;
    private readonly CallDesk _desk;
    private readonly HashSet<MessageTrigger> _triggered = [];
    private StationLink? _link;

    internal ConnectedStation(Csms csms, Loop loop, Entropy entropy, string identity)
    {
        _csms = csms;
        _loop = loop;
        _entropy = entropy.ForIds("message ids");
        Identity = identity;
        Behaviour = new StationBehaviour(loop, entropy.Fork("delays"));
        BootAnswer = new BootAnswer(RegistrationStatus.Accepted, csms.Options.HeartbeatIntervalSeconds);
        Registration = csms.Options.KnowsUnbootedStations ? RegistrationStatus.Accepted : null;
        _desk = new CallDesk(csms, this, loop.Time);
        _desk.Transactions.Started += csms.TellStarted;
        _desk.Transactions.Stopped += csms.TellStopped;
    }

    public string Identity { get; }

    public bool IsConnected => _link is not null;

    /// <summary>What the current connection speaks; null without one.</summary>
    public string? Subprotocol => _link?.Subprotocol;

    /// <summary>What goes wrong for this station on purpose.</summary>
    public StationBehaviour Behaviour { get; }

    /// <summary>The local list that it has accepted.</summary>
    public SentLocalList LocalList { get; } = new();

    /// <summary>What its next BootNotification hears; Accepted unless set.</summary>
    public BootAnswer BootAnswer { get; set; }

    /// <summary>What its last BootNotification heard; null before the first one.</summary>
    public RegistrationStatus? Registration { get; private set; }

    /// <summary>Its last BootNotification.</summary>
    public BootNotificationRequest? Boot { get; private set; }

    /// <summary>BootNotifications so far.</summary>
    public int Boots { get; private set; }

    /// <summary>When its current connection was made; null without one.</summary>
    public DateTimeOffset? ConnectedSince => _link?.Since;

    /// <summary>Rules it has broken so far.</summary>
    public int ViolationCount { get; private set; }

    /// <summary>The rule it broke last.</summary>
    public Violation? LastViolation { get; private set; }

    /// <summary>When its last frame came.</summary>
    public DateTimeOffset? LastHeard { get; internal set; }

    /// <summary>The last StatusNotification of each connector.</summary>
    public IReadOnlyDictionary<int, StatusNotificationRequest> Statuses => _desk.Statuses.Statuses;

    /// <summary>Its transactions, in order of their ids.</summary>
    public IEnumerable<TransactionRecord> Transactions => _csms.Transactions.Of(Identity);

    public DiagnosticsStatus? DiagnosticsStatus { get; internal set; }

    public FirmwareStatus? FirmwareStatus { get; internal set; }

    /// <summary>The last status of a connector; null when it has told none.</summary>
    public ChargePointStatus? StatusOf(int connectorId) => Statuses.GetValueOrDefault(connectorId)?.Status;

    /// <summary>Makes a call. While another one is open it waits for its turn.</summary>
    public async Task<CommandResult<TResponse>> CallAsync<TRequest, TResponse>(TypedAction<TRequest, TResponse> action, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        ArgumentNullException.ThrowIfNull(action);
        var outcome = await CallAsync(action.Name, action.EncodeRequest(request));
        TResponse? response = null;
        if (outcome is CallOutcome.Result result)
        {
            action.DecodeResponse(result.Payload).TryGet(out response, out _);
        }

        return new CommandResult<TResponse>(action.Name, outcome, response);
    }

    /// <summary>Makes a call as it is written, be it right or not: for consoles, and for testing what a station does with nonsense.</summary>
    /// <param name="payload">JSON in UTF-8; empty for <c>{}</c>.</param>
    /// <exception cref="ArgumentException">The payload is not JSON, or too long for a frame.</exception>
    public async Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload)
    {
        if (_link is not { } link)
        {
            return new CallOutcome.LinkLost(Sent: false);
        }

        NoteTrigger(action, payload);
        var outcome = await link.CallAsync(action, payload);
        NoteConfiguration(action, payload, outcome);
        LocalList.Note(action, payload, outcome);
        return outcome;
    }

    /// <summary>Ends the connection, if there is one.</summary>
    public void Disconnect(string reason) => _link?.Close(reason);

    /// <summary>The operator's records name another meter at a connector from now on: its register begins anywhere.</summary>
    public void NoteMeterExchanged(int connectorId) => _desk.Transactions.NoteMeterExchanged(connectorId, _loop.Time.GetUtcNow());

    /// <summary>Somebody here has asked for it by its identity: it is no stranger, and never forgotten.</summary>
    internal bool IsAskedFor { get; set; }

    internal void Note(Violation violation)
    {
        ViolationCount++;
        LastViolation = violation;
    }

    internal void Connect(IFrameLink link)
    {
        if (_link is { } older)
        {
            // A station has one connection: whoever comes anew has lost the other one, known or not (OCPP-J 1.6, 3.2).
            const string Replaced = "a newer connection of the same station";
            _link = null;
            older.Close(Replaced);
            _csms.TellDisconnected(this, new LinkClosed(LinkCloseCause.ByUs, Replaced));
        }

        _desk.Statuses.Restart();
        _link = new StationLink(_csms, this, _loop, _entropy, link);
        _csms.TellConnected(this);
        _link?.Open();
    }

    /// <summary>What it hears of a tag of which the records say <paramref name="info"/>.</summary>
    internal IdTagInfo Judge(string idTag, IdTagInfo info) => _csms.Tags.ContradictsLocalLists() ? LocalList.Contradict(idTag, info) : info;

    internal Task<CallReply> AnswerAsync(IncomingCall call, StationLink link) => _desk.AnswerAsync(call, link);

    internal void OnClosed(StationLink link, LinkClosed closed)
    {
        if (_link == link)
        {
            _link = null;
            _csms.TellDisconnected(this, closed);
        }
    }

    /// <summary>False for a connection that has ended or was replaced.</summary>
    internal bool IsHeardOn(StationLink link) => _link == link;

    internal void Booted(BootNotificationRequest request, RegistrationStatus? registration)
    {
        Boot = request;
        Boots++;
        Registration = registration;
        _triggered.Clear();
        _desk.Statuses.Restart();
    }

    /// <summary>Whether the station was asked for that message since it booted.</summary>
    internal bool HasTriggered(MessageTrigger message) => _triggered.Contains(message);

    /// <summary>Before it is accepted a station only boots; while it is pending it also sends what it was asked for (OCPP 1.6, 4.2).</summary>
    internal bool MayCall(string action) => Registration switch
    {
        RegistrationStatus.Accepted => true,
        RegistrationStatus.Pending when Enum.TryParse<MessageTrigger>(action, out var message) && _triggered.Contains(message) => true,
        _ => action == Ocpp16Catalog.BootNotification.Name,
    };

    private void NoteTrigger(string action, ReadOnlyMemory<byte> payload)
    {
        if (action == Ocpp16Catalog.TriggerMessage.Name &&
            Ocpp16Catalog.TriggerMessage.DecodeRequest(payload, Strictness.Lenient).TryGet(out var request, out _))
        {
            _triggered.Add(request.RequestedMessage);
        }
    }

    private void NoteConfiguration(string action, ReadOnlyMemory<byte> payload, CallOutcome outcome)
    {
        if (action == Ocpp16Catalog.ChangeConfiguration.Name && outcome is CallOutcome.Result result &&
            Ocpp16Catalog.ChangeConfiguration.DecodeResponse(result.Payload).TryGet(out var response, out _) &&
            response.Status == ConfigurationStatus.Accepted &&
            Ocpp16Catalog.ChangeConfiguration.DecodeRequest(payload, Strictness.Lenient).TryGet(out var request, out _) &&
            string.Equals(request.Key, "MinimumStatusDuration", StringComparison.OrdinalIgnoreCase))
        {
            _desk.Statuses.MayLeaveOut = request.Value.Trim() != "0";
        }
    }
}
