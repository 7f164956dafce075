using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16.Link;

/// <summary>
/// The way to the central system: dials, boots, keeps the heartbeat, and carries calls while it may. What happens when is the
/// business of <see cref="LinkMachine"/>; here are the steps.
/// </summary>
public sealed class CentralSystemLink : ILinkSteps, IDisposable
{
    // A central system that lets stations in and hangs up at once is overloaded: only a link that lasted or was answered on ends a back-off.
    private static readonly TimeSpan s_steady = TimeSpan.FromMinutes(1);

    private readonly Loop _loop;
    private readonly Entropy _entropy;
    private readonly ILinkDialer _dialer;
    private readonly ProtocolSettings _settings;
    private readonly GivenTime _time;
    private readonly StationIdentity _identity;
    private readonly ILogger _logger;
    private readonly ReconnectBackOff _backOff;
    private readonly ITimer _wait;
    private readonly Heartbeat _heartbeat;
    private readonly CancellationTokenSource _disposed = new();
    private RpcPeer? _peer;
    private TimeSpan _bootInterval;
    private long? _notAcceptedAt;
    private bool _wasRejected;
    private bool _hasBooted;
    private long _connectedAt;

    public CentralSystemLink(
        Loop loop, Entropy entropy, ILinkDialer dialer, ProtocolSettings settings, StationClock clock, StationIdentity identity, ILogger logger)
    {
        _loop = loop;
        _entropy = entropy.ForIds("message ids");
        _dialer = dialer;
        _settings = settings;
        _identity = identity;
        _logger = logger;
        _backOff = new ReconnectBackOff(new BackOffBounds(), entropy.Fork("reconnect"));
        _wait = loop.Time.CreateTimer(static link => ((CentralSystemLink)link!).OnWaited(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _heartbeat = new Heartbeat(loop, settings, () => SendHeartbeatAsync());
        _time = new GivenTime(clock, _heartbeat, logger);
        Deviations = new PeerDeviations(logger);
    }

    /// <summary>Normal operation begins; true when BootNotification was accepted just now, be it the first one or another.</summary>
    public event Action<bool>? OperationBegan;

    public event Action? OperationEnded;

    /// <summary>The machine has moved.</summary>
    public event Action<LinkState>? StateChanged;

    /// <summary>Every frame in either direction.</summary>
    public event Action<FrameDirection, ReadOnlyMemory<byte>>? Traced;

    /// <summary>An attempt to connect has ended; true when there is a link now.</summary>
    public event Action<bool>? Dialled;

    /// <inheritdoc cref="RpcPeer.Settled"/>
    public event Action<SettledCall>? Settled;

    /// <inheritdoc cref="RpcPeer.Answered"/>
    public event Action<string, CallReply>? Answered;

    /// <inheritdoc cref="RpcPeer.Incident"/>
    public event Action<RpcIncident>? Incident;

    /// <summary>Who carries out the central system's calls. Set before <see cref="Start"/>.</summary>
    public Func<IncomingCall, Task<CallReply>> Handler { get; set; } = _ => Task.FromResult(CallReply.None);

    public LinkState State { get; private set; } = LinkState.Disconnected;

    public PeerDeviations Deviations { get; }

    /// <summary>The central system has accepted this station since it was switched on.</summary>
    public bool WasAccepted { get; private set; }

    public bool IsOperational => State == LinkState.Operational;

    LinkState ILinkSteps.State
    {
        get => State;
        set
        {
            State = value;
            if (_peer is { } peer)
            {
                // A rejected station keeps silent (OCPP 1.6, 4.2), also to what is no call in order.
                peer.IsSilent = value == LinkState.Rejected;
            }

            StateChanged?.Invoke(value);
        }
    }

    /// <summary>So long BootNotification must not be sent again (OCPP 1.6, 4.2).</summary>
    private TimeSpan LeftOfBootInterval => _notAcceptedAt is { } since ? _bootInterval - _loop.Time.GetElapsedTime(since) : TimeSpan.Zero;

    bool ILinkSteps.WasAccepted => WasAccepted && !_settings.BootNotificationOnReconnect;

    public void Start() => Fire(LinkTrigger.DialDue);

    /// <summary>A restart has just ended this station's link: the first dial waits, as after any other end.</summary>
    public void StartAgain() => ((ILinkSteps)this).ScheduleDial();

    /// <summary>
    /// Makes a call. Null when it could not be made. A central system that does not answer at all loses the link, so that what
    /// must arrive is sent again on a new one.
    /// </summary>
    /// <param name="whilePending">The central system has asked for this very message, which it may while it keeps us pending.</param>
    public Task<CallOutcome?> CallAsync<TRequest, TResponse>(
        TypedAction<TRequest, TResponse> action, TRequest request, bool whilePending = false)
        where TRequest : class
        where TResponse : class =>
        CallAsync(action.Name, action.EncodeRequest(request), whilePending);

    /// <inheritdoc cref="CallAsync{TRequest, TResponse}"/>
    public async Task<CallOutcome?> CallAsync(string action, ReadOnlyMemory<byte> payload, bool whilePending = false)
    {
        if (_peer is not { } peer || !(IsOperational || (whilePending && State is LinkState.Pending or LinkState.Booting)))
        {
            return null;
        }

        var outcome = await peer.CallAsync(action, payload, _settings.MessageTimeout);
        switch (outcome)
        {
            case CallOutcome.Result:
                _backOff.Reset();
                break;
            case CallOutcome.TimedOut:
                _logger.LogWarning("{Action} was not answered within {Timeout}; the link counts as dead", action, _settings.MessageTimeout);
                peer.Close("no answer within MessageTimeout");
                break;
            case CallOutcome.Error error:
                _logger.LogWarning("{Action} was refused: {Code} {Description}", action, error.CodeWord, error.Description);
                break;
        }

        return outcome;
    }

    /// <summary>Sends BootNotification now, because the central system asked for it.</summary>
    public void TriggerBootNotification()
    {
        _notAcceptedAt = null;
        if (State is LinkState.Pending or LinkState.Rejected)
        {
            Fire(LinkTrigger.BootDue);
        }
        else if (_peer is { } peer)
        {
            _loop.Start(() => BootAsync(peer));
        }
    }

    /// <summary>A configuration key has a new value; what a link holds on to follows at once, and the link stays.</summary>
    public void OnSettingChanged(string key)
    {
        if (key == "HeartbeatInterval")
        {
            _heartbeat.NoteSent();
        }
        else if (key == "WebSocketPingInterval")
        {
            _peer?.PingEvery(_settings.WebSocketPingInterval);
        }
    }

    public void TriggerHeartbeat() => _loop.Start(() => SendHeartbeatAsync());

    public void Dispose()
    {
        _disposed.Cancel();
        _wait.Dispose();
        _heartbeat.Dispose();
        if (_peer is { } peer)
        {
            _peer = null;
            peer.Close("the station goes down");
        }

        _disposed.Dispose();
    }

    void ILinkSteps.ScheduleDial()
    {
        // Whatever ended the last link, the back-off's minimum has passed before the next is dialled.
        var wait = _backOff.Next();

        // Who was rejected has nothing to say before the interval is over (OCPP 1.6, 4.2), and a new link does not end it.
        Wait(_wasRejected && LeftOfBootInterval > wait ? LeftOfBootInterval : wait);
    }

    void ILinkSteps.ScheduleBoot() => Wait(_bootInterval);

    void ILinkSteps.Dial() => _loop.Start(DialAsync);

    void ILinkSteps.SendBootNotification()
    {
        if (LeftOfBootInterval is var left && left > TimeSpan.Zero)
        {
            // The interval of a pending registration goes on over a reconnect; it can be cut short by a trigger.
            Wait(left);
        }
        else if (_peer is { } peer)
        {
            _loop.Start(() => BootAsync(peer));
        }
    }

    void ILinkSteps.BeginOperation()
    {
        BeginAfter(boot: _hasBooted);
        _hasBooted = false;
        WasAccepted = true;
        _time.CloseCorrections();
        _heartbeat.Start();
    }

    void ILinkSteps.EndOperation()
    {
        _heartbeat.Stop();
        OperationEnded?.Invoke();
    }

    private void BeginAfter(bool boot) => _loop.Post(() => (IsOperational ? OperationBegan : null)?.Invoke(boot));

    private void Fire(LinkTrigger trigger)
    {
        if (!_disposed.IsCancellationRequested)
        {
            LinkMachine.Shared.Fire(this, trigger);
        }
    }

    private void Wait(TimeSpan duration) => _wait.Change(duration, Timeout.InfiniteTimeSpan);

    private void OnWaited() => Fire(State == LinkState.Disconnected ? LinkTrigger.DialDue : LinkTrigger.BootDue);

    private async Task DialAsync()
    {
        try
        {
            var options = new DialOptions { Subprotocols = ["ocpp1.6"], PingInterval = _settings.WebSocketPingInterval };
            var link = await _dialer.ConnectAsync(options, _disposed.Token);
            if (_disposed.IsCancellationRequested)
            {
                link.Close("the station goes down");
                return;
            }

            Adopt(link);
            Dialled?.Invoke(true);
            Fire(LinkTrigger.Connected);
        }
        catch (LinkRefusedException refusal)
        {
            _logger.LogWarning("The central system was not reached: {Reason}", refusal.Message);
            Dialled?.Invoke(false);
            Fire(LinkTrigger.DialFailed);
        }
    }

    private void Adopt(IFrameLink link)
    {
        var peer = new RpcPeer(_loop, link, _entropy, new RpcOptions { Calls = () => _settings.Calls }, call => Handler(call));
        peer.Traced += (direction, frame) =>
        {
            if (direction == FrameDirection.Sent)
            {
                _heartbeat.NoteSent();
            }

            Traced?.Invoke(direction, frame);
        };
        peer.Incident += OnIncident;
        peer.Deviated += found => Deviations.Note("frame", found);
        peer.Settled += call => Deviations.NoteAnswer(call, OnIncident);
        peer.Settled += call => Settled?.Invoke(call);
        peer.Answered += (action, reply) => Answered?.Invoke(action, reply);
        peer.Closed += closed => OnClosed(peer, closed);
        _peer = peer;
        _connectedAt = _loop.Time.GetTimestamp();
        peer.Open();
    }

    private void OnIncident(RpcIncident incident)
    {
        _logger.LogWarning("{Kind}: {Description} {MessageId}", incident.Kind, incident.Description, incident.MessageId ?? "");
        Incident?.Invoke(incident);
    }

    private void OnClosed(RpcPeer peer, LinkClosed closed)
    {
        if (ReferenceEquals(_peer, peer))
        {
            _peer = null;
            if (_loop.Time.GetElapsedTime(_connectedAt) >= s_steady)
            {
                _backOff.Reset();
            }

            _logger.LogWarning("The link has ended: {Cause}, {Description}", closed.Cause, closed.Description);
            Fire(LinkTrigger.LinkLost);
        }
    }

    private async Task BootAsync(RpcPeer peer)
    {
        // What was to send it later need not any more.
        Wait(Timeout.InfiniteTimeSpan);
        var outcome = await Ocpp16Catalog.BootNotification.CallAsync(peer, BootRequest.Of(_identity), _settings.MessageTimeout);
        if (!ReferenceEquals(_peer, peer))
        {
            return;
        }

        if (outcome is CallOutcome.Result result && Ocpp16Catalog.BootNotification.DecodeResponse(result.Payload).TryGet(out var response, out _))
        {
            _backOff.Reset();
            if (response.CurrentTime is { } now && _time.Note(now) == ClockAnswer.Doubted && response.Status == RegistrationStatus.Accepted)
            {
                // Before anything is stamped by it, or by a clock that is wrong. While not accepted, the next answer is the second.
                await SendHeartbeatAsync(isSecond: true);
                if (!ReferenceEquals(_peer, peer))
                {
                    return;
                }
            }

            OnBootAnswered(response);
            return;
        }

        // Not accepted is not rejected: the standard wants it sent again, and so does a central system that was slow.
        _logger.LogWarning("BootNotification was not accepted ({Outcome}); it is sent again in {Interval}", outcome, _settings.BootRetryInterval);
        _bootInterval = _settings.BootRetryInterval;
        Wait(_bootInterval);
    }

    private void OnBootAnswered(BootNotificationResponse response)
    {
        var interval = response.Interval is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        _bootInterval = interval ?? _settings.BootRetryInterval;
        _notAcceptedAt = response.Status == RegistrationStatus.Accepted ? null : _loop.Time.GetTimestamp();
        _wasRejected = response.Status == RegistrationStatus.Rejected;
        var isRepeated = response.Status == RegistrationStatus.Accepted && IsOperational;
        _hasBooted = response.Status == RegistrationStatus.Accepted && !isRepeated;
        if (response.Status == RegistrationStatus.Accepted && interval is { } heartbeat)
        {
            _settings.HeartbeatInterval = heartbeat;
            _heartbeat.NoteSent();
        }

        _logger.LogInformation("BootNotification: {Status}, interval {Interval} s", response.Status, response.Interval ?? 0);
        Fire(response.Status switch
        {
            RegistrationStatus.Accepted => LinkTrigger.BootAccepted,
            RegistrationStatus.Pending => LinkTrigger.BootPending,
            _ => LinkTrigger.BootRejected,
        });
        if (isRepeated)
        {
            // It asked because it knows nothing of the station any more: what follows a boot follows this one (OCPP 1.6, 4.2).
            BeginAfter(boot: true);
        }
    }

    /// <param name="isSecond">It was asked for because the answer before was doubted; a doubt about this one waits for its turn.</param>
    private async Task SendHeartbeatAsync(bool isSecond = false)
    {
        if (await CallAsync(Ocpp16Catalog.Heartbeat, new HeartbeatRequest(), whilePending: true) is CallOutcome.Result result &&
            Ocpp16Catalog.Heartbeat.DecodeResponse(result.Payload).TryGet(out var response, out _) &&
            _time.Note(response.CurrentTime) == ClockAnswer.Doubted && !isSecond)
        {
            await SendHeartbeatAsync(isSecond: true);
        }
    }
}
