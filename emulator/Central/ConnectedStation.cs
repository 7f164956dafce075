using ChargerFirmware.Central.Answers;
using ChargerFirmware.Central.Transactions;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central;

/// <summary>
/// A station as its central system knows it. The knowledge outlasts connections. Commands go by <see cref="CallAsync{TRequest, TResponse}"/>;
/// <see cref="StationCommands"/> has one for each action. Used on the loop.
/// </summary>
public sealed class ConnectedStation : KnownStation
{
    private readonly Csms _csms;
    private readonly Loop _loop;
    private readonly RandomSource _random;
    private readonly CallHandler _handler;
    private StationLink? _link;

    internal ConnectedStation(Csms csms, Loop loop, RandomSource random, string identity)
        : base(identity, csms.Tags, csms.Options, loop, random.Fork("delays"))
    {
        _csms = csms;
        _loop = loop;
        _random = random.ForIds("message ids");
        _handler = new CallHandler(csms, this, loop.Time);
        _handler.Transactions.Started += csms.ReportStarted;
        _handler.Transactions.Stopped += csms.ReportStopped;
    }

    public bool IsConnected => _link is not null;

    /// <summary>What the current connection speaks; null without one.</summary>
    public string? Subprotocol => _link?.Subprotocol;

    /// <summary>When its current connection was made; null without one.</summary>
    public DateTimeOffset? ConnectedSince => _link?.Since;

    /// <summary>The last StatusNotification of each connector.</summary>
    public IReadOnlyDictionary<int, StatusNotificationRequest> Statuses => _handler.Statuses.Statuses;

    /// <summary>Its transactions, in order of their ids.</summary>
    public IEnumerable<TransactionRecord> Transactions => _csms.Transactions.Of(Identity);

    /// <summary>The last status of a connector; null when it has reported none.</summary>
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
    public void NoteMeterExchanged(int connectorId) => _handler.Transactions.NoteMeterExchanged(connectorId, _loop.Time.GetUtcNow());

    /// <summary>Somebody here has asked for it by its identity: it is no stranger, and never forgotten.</summary>
    internal bool IsAskedFor { get; set; }

    internal void Connect(IFrameLink link)
    {
        if (_link is { } older)
        {
            // A station has one connection: whoever comes anew has lost the other one, known or not (OCPP-J 1.6, 3.2).
            const string Replaced = "a newer connection of the same station";
            _link = null;
            older.Close(Replaced);
            _csms.ReportDisconnected(this, new LinkClosed(LinkCloseCause.ByUs, Replaced));
        }

        _handler.Statuses.Restart();
        _link = new StationLink(_csms, this, _loop, _random, link);
        _csms.ReportConnected(this);
        _link?.Open();
    }

    internal Task<CallReply> AnswerAsync(IncomingCall call, StationLink link) => _handler.AnswerAsync(call, link);

    internal void OnClosed(StationLink link, LinkClosed closed)
    {
        if (_link == link)
        {
            _link = null;
            _csms.ReportDisconnected(this, closed);
        }
    }

    /// <summary>False for a connection that has ended or was replaced.</summary>
    internal bool IsHeardOn(StationLink link) => _link == link;

    private void NoteTrigger(string action, ReadOnlyMemory<byte> payload)
    {
        if (action == Ocpp16Catalog.TriggerMessage.Name &&
            Ocpp16Catalog.TriggerMessage.DecodeRequest(payload, Strictness.Lenient).TryGet(out var request, out _))
        {
            NoteTriggered(request.RequestedMessage);
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
            _handler.Statuses.MayLeaveOut = request.Value.Trim() != "0";
        }
    }
}
