using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>
/// The way to the central system: dials, boots, keeps the heartbeat, and carries calls while it may. What happens when is the
/// business of <see cref="LinkMachine"/>; here are the steps.
/// </summary>
public sealed class CentralSystemLink : ILinkSteps, IDisposable
{
    // A central system that lets stations in and hangs up at once is overloaded: only a link that lasted or was answered on ends a back-off.
    private static readonly TimeSpan s_steady = TimeSpan.FromMinutes(1);

    private readonly Loop _loop;
    private readonly IChannelDialer _dialer;
    private readonly ProtocolSettings _settings;
    private readonly GivenTime _time;
    private readonly IRegistration _registration;
    private readonly ILogger _logger;
    private readonly BackOff _backOff;
    private readonly ITimer _wait;
    private readonly Heartbeat _heartbeat;
    private readonly CancellationTokenSource _disposed = new();
    private ActionHandlers _handlers = new(new MessageCatalog());
    private IOcppChannel? _channel;
    private TimeSpan _bootInterval;
    private long? _notAcceptedAt;
    private bool _wasRejected;
    private bool _hasBooted;
    private long _connectedAt;

    /// <param name="registration">The version's own way to boot.</param>
    public CentralSystemLink(
        Loop loop, RandomSource random, IChannelDialer dialer, ProtocolSettings settings, Timing.StationClock clock, IRegistration registration, ILogger logger)
    {
        _loop = loop;
        _dialer = dialer;
        _settings = settings;
        _registration = registration;
        _logger = logger;
        _backOff = new BackOff(ReconnectBounds.Default, random.Fork("reconnect"));
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

    /// <inheritdoc cref="IOcppChannel.Traced"/>
    public event Action<FrameDirection, ReadOnlyMemory<byte>>? Traced;

    /// <summary>An attempt to connect has ended; true when there is a link now.</summary>
    public event Action<bool>? Dialled;

    /// <inheritdoc cref="IOcppChannel.Settled"/>
    public event Action<SettledCall>? Settled;

    /// <inheritdoc cref="IOcppChannel.Answered"/>
    public event Action<string, ErrorCode?>? Answered;

    /// <inheritdoc cref="IOcppChannel.Incident"/>
    public event Action<RpcIncident>? Incident;

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
            if (_channel is { } channel)
            {
                // A rejected station keeps silent (OCPP 1.6, 4.2), also to what is no call in order.
                channel.IsSilent = value == LinkState.Rejected;
            }

            StateChanged?.Invoke(value);
        }
    }

    /// <summary>So long BootNotification must not be sent again (OCPP 1.6, 4.2).</summary>
    private TimeSpan LeftOfBootInterval => _notAcceptedAt is { } since ? _bootInterval - _loop.Time.GetElapsedTime(since) : TimeSpan.Zero;

    bool ILinkSteps.WasAccepted => WasAccepted && !_settings.BootNotificationOnReconnect;

    /// <summary>Dials, and again whenever the link has ended.</summary>
    /// <param name="handlers">They carry out what the central system asks.</param>
    /// <param name="isRestart">A restart has just ended this station's link: the first dial waits, as after any other end.</param>
    public void Start(ActionHandlers handlers, bool isRestart = false)
    {
        _handlers = handlers;
        if (isRestart)
        {
            ((ILinkSteps)this).ScheduleDial();
        }
        else
        {
            Fire(LinkTrigger.DialDue);
        }
    }

    /// <summary>
    /// Makes a call. Null when it could not be made. A central system that does not answer at all loses the link, so that what
    /// must arrive is sent again on a new one.
    /// </summary>
    /// <param name="whilePending">The central system has asked for this very message, which it may while it keeps us pending.</param>
    public async Task<CallOutcome<TResponse>?> CallAsync<TRequest, TResponse>(
        TypedAction<TRequest, TResponse> action, TRequest request, bool whilePending = false)
        where TRequest : class
        where TResponse : class
    {
        if (_channel is not { } channel || !MayCall(whilePending))
        {
            return null;
        }

        var outcome = await channel.CallAsync(action, request, _settings.MessageTimeout);
        var refusal = outcome as CallOutcome<TResponse>.Error;
        Note(channel, action.Name, outcome.End, refusal?.CodeWord, refusal?.Description);
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
        else if (_channel is { } channel)
        {
            _loop.Start(() => BootAsync(channel));
        }
    }

    /// <summary>Waits until what is to be sent is sent, and no longer than there is a link to send it on.</summary>
    /// <param name="changed">Raised when <paramref name="isSent"/> may have become true.</param>
    public async Task UntilSentAsync(ChangeSignal changed, Func<bool> isSent, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(changed);
        Action<LinkState> onState = _ => changed.Raise();
        StateChanged += onState;
        await changed.UntilAsync(() => isSent() || !IsOperational, timeout);
        StateChanged -= onState;
    }

    /// <summary>HeartbeatInterval has a new value: the wait starts over.</summary>
    public void FollowHeartbeatInterval() => _heartbeat.NoteSent();

    /// <summary>WebSocketPingInterval has a new value; the link follows at once, and stays.</summary>
    public void FollowPingInterval() => _channel?.PingEvery(_settings.WebSocketPingInterval);

    public void TriggerHeartbeat() => _loop.Start(() => SendHeartbeatAsync());

    public void Dispose()
    {
        _disposed.Cancel();
        _wait.Dispose();
        _heartbeat.Dispose();
        var channel = _channel;
        _channel = null;
        channel?.Close("the station goes down");
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
        else if (_channel is { } channel)
        {
            _loop.Start(() => BootAsync(channel));
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
            var channel = await _dialer.ConnectAsync(_handlers, _settings.WebSocketPingInterval, _disposed.Token);
            if (_disposed.IsCancellationRequested)
            {
                channel.Close("the station goes down");
                return;
            }

            Adopt(channel);
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

    private void Adopt(IOcppChannel channel)
    {
        channel.Traced += (direction, frame) =>
        {
            if (direction == FrameDirection.Sent)
            {
                _heartbeat.NoteSent();
            }

            Traced?.Invoke(direction, frame);
        };
        channel.Incident += OnIncident;
        channel.Deviated += Deviations.Note;
        channel.Settled += call => Settled?.Invoke(call);
        channel.Answered += (action, error) => Answered?.Invoke(action, error);
        channel.Closed += closed => OnClosed(channel, closed);
        _channel = channel;
        _connectedAt = _loop.Time.GetTimestamp();
        channel.Open();
    }

    private void OnIncident(RpcIncident incident)
    {
        _logger.LogWarning("{Kind}: {Description} {MessageId}", incident.Kind, incident.Description, incident.MessageId ?? "");
        Incident?.Invoke(incident);
    }

    private void OnClosed(IOcppChannel channel, LinkClosed closed)
    {
        if (ReferenceEquals(_channel, channel))
        {
            _channel = null;
            if (_loop.Time.GetElapsedTime(_connectedAt) >= s_steady)
            {
                _backOff.Reset();
            }

            _logger.LogWarning("The link to the central system has ended: {Cause}, {Description}; it is dialled again", closed.Cause, closed.Description);
            Fire(LinkTrigger.LinkLost);
        }
    }

    private bool MayCall(bool whilePending) => IsOperational || (whilePending && State is LinkState.Pending or LinkState.Booting);

    private void Note(IOcppChannel channel, string action, CallEnd end, string? codeWord, string? description)
    {
        switch (end)
        {
            case CallEnd.Result:
                _backOff.Reset();
                break;
            case CallEnd.TimedOut:
                _logger.LogWarning("{Action} was not answered within {Timeout}; the link counts as dead", action, _settings.MessageTimeout);
                channel.Close("no answer within MessageTimeout");
                break;
            case CallEnd.Error:
                _logger.LogWarning("{Action} was refused: {Code} {Description}", action, codeWord, description);
                break;
        }
    }

    private async Task BootAsync(IOcppChannel channel)
    {
        // What was to send it later need not any more.
        Wait(Timeout.InfiniteTimeSpan);
        var outcome = await _registration.BootAsync(channel, _settings.MessageTimeout);
        if (!ReferenceEquals(_channel, channel))
        {
            return;
        }

        if (outcome is CallOutcome<RegistrationAnswer>.Result { Response: var answer })
        {
            _backOff.Reset();
            if (answer.CurrentTime is { } now && _time.Note(now) == Timing.ClockAnswer.Doubted && answer.Status == BootStatus.Accepted)
            {
                // Before anything is stamped by it, or by a clock that is wrong. While not accepted, the next answer is the second.
                await SendHeartbeatAsync(isSecond: true);
                if (!ReferenceEquals(_channel, channel))
                {
                    return;
                }
            }

            OnBootAnswered(answer);
            return;
        }

        // Not accepted is not rejected: the standard wants it sent again, and so does a central system that was slow.
        _logger.LogWarning(
            "BootNotification got no usable answer ({Outcome}); it is sent again in {Interval}. Look at /frames", outcome, _settings.BootRetryInterval);
        _bootInterval = _settings.BootRetryInterval;
        Wait(_bootInterval);
    }

    private void OnBootAnswered(RegistrationAnswer answer)
    {
        var interval = answer.IntervalSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        _bootInterval = interval ?? _settings.BootRetryInterval;
        _notAcceptedAt = answer.Status == BootStatus.Accepted ? null : _loop.Time.GetTimestamp();
        _wasRejected = answer.Status == BootStatus.Rejected;
        var isRepeated = answer.Status == BootStatus.Accepted && IsOperational;
        _hasBooted = answer.Status == BootStatus.Accepted && !isRepeated;
        if (answer.Status == BootStatus.Accepted && interval is { } heartbeat)
        {
            _settings.HeartbeatInterval = heartbeat;
            _heartbeat.NoteSent();
        }

        _logger.LogInformation("BootNotification: {Status}, interval {Interval} s", answer.Status, answer.IntervalSeconds ?? 0);
        Fire(answer.Status switch
        {
            BootStatus.Accepted => LinkTrigger.BootAccepted,
            BootStatus.Pending => LinkTrigger.BootPending,
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
        if (await _registration.AskTimeAsync(this) is { } given && _time.Note(given) == Timing.ClockAnswer.Doubted && !isSecond)
        {
            await SendHeartbeatAsync(isSecond: true);
        }
    }
}
