using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Wire;

namespace MQTTnet;

/// <summary>The client behind <see cref="IMqttClient"/>: asks and answers; a <see cref="Connection"/> is one stretch of being connected.</summary>
internal sealed class MqttClient : IMqttClient
{
    private const int Disconnected = 0;
    private const int Connecting = 1;
    private const int Connected = 2;

    private volatile int _status;
    private volatile Connection? _connection;
    private CancellationTokenSource _abort = new();
    private volatile bool _isDisposed;

    public event Func<MqttApplicationMessageReceivedEventArgs, Task>? ApplicationMessageReceivedAsync;

    public event Func<MqttClientConnectedEventArgs, Task>? ConnectedAsync;

    public event Func<MqttClientDisconnectedEventArgs, Task>? DisconnectedAsync;

    public bool IsConnected => _status == Connected;

    public MqttClientOptions? Options { get; private set; }

    public async Task<MqttClientConnectResult> ConnectAsync(MqttClientOptions options, CancellationToken cancellationToken = default)
    {
        Check(options);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Interlocked.CompareExchange(ref _status, Connecting, Disconnected) != Disconnected)
        {
            throw new InvalidOperationException("The client is connected already, or about to be.");
        }

        Options = options;
        _abort = new CancellationTokenSource();
        Connection? connection = null;
        try
        {
            using var deadline = Deadline(options, cancellationToken);
            using var effective = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken, _abort.Token);
            var stream = await PacketStream.OpenAsync(options, effective.Token).ConfigureAwait(false);
            var result = await ShakeHandsAsync(stream, options, effective.Token).ConfigureAwait(false);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                stream.Dispose();
                _status = Disconnected;
                Tell(new MqttClientDisconnectedEventArgs(false, result, MqttClientDisconnectReason.UnspecifiedError, result.ReasonString, null, null));
                return result;
            }

            connection = new Connection(stream, options, result, DeliverAsync, OnEnded);
            _connection = connection;
            _status = Connected;
            connection.Start();
            if (_isDisposed)
            {
                // Disposed when there was no connection to end yet.
                connection.Dispose();
            }

            await AsyncEvent.InvokeAsync(ConnectedAsync, new MqttClientConnectedEventArgs(result)).ConfigureAwait(false);
            return result;
        }
        catch (Exception exception)
        {
            if (connection is not null)
            {
                connection.End(new ConnectionEnd(MqttClientDisconnectReason.UnspecifiedError, exception));
            }
            else
            {
                _status = Disconnected;
                Tell(new MqttClientDisconnectedEventArgs(false, null, MqttClientDisconnectReason.UnspecifiedError, null, null, exception));
            }

            throw;
        }
    }

    public async Task DisconnectAsync(MqttClientDisconnectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(_isDisposed, this);

        if (_status == Disconnected)
        {
            return;
        }

        if (_status == Connecting)
        {
            _abort.Cancel();
            throw new MqttClientNotConnectedException();
        }

        var connection = Live();
        Validate(connection, (validated, version) => Features.Check(validated, version), options);
        var packet = new MqttDisconnectPacket
        {
            ReasonCode = (MqttDisconnectReasonCode)options.Reason,
            ReasonString = options.ReasonString,
            SessionExpiryInterval = options.SessionExpiryInterval,
            UserProperties = options.UserProperties,
        };
        using var deadline = Deadline(connection.Options, cancellationToken);
        using var effective = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await connection.LeaveAsync(packet, effective.Token).ConfigureAwait(false);
    }

    public async Task PingAsync(CancellationToken cancellationToken = default) =>
        await RequestAsync<MqttPingRespPacket>(Live(), 0, MqttPingReqPacket.Instance, cancellationToken).ConfigureAwait(false);

    public async Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage applicationMessage, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MqttTopicValidator.ThrowIfInvalid(applicationMessage);
        var connection = Live();
        Validate(connection, (validated, version) => Features.Check(validated, version), applicationMessage);

        var packet = Translation.ToPacket(applicationMessage);
        if (packet.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
        {
            await connection.SendAsync(packet, cancellationToken).ConfigureAwait(false);
            return new MqttClientPublishResult(null, MqttClientPublishReasonCode.Success, null, []);
        }

        NotExactlyOnce(packet.QualityOfServiceLevel);
        packet.PacketIdentifier = connection.NextIdentifier();
        var answer = await connection.RequestAsync<MqttPubAckPacket>(packet.PacketIdentifier, packet, cancellationToken).ConfigureAwait(false);
        return Translation.ToResult(answer);
    }

    public async Task<MqttClientSubscribeResult> SubscribeAsync(MqttClientSubscribeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var filter in options.TopicFilters)
        {
            MqttTopicValidator.ThrowIfInvalidSubscribe(filter.Topic);
            NotExactlyOnce(filter.QualityOfServiceLevel);
        }

        var connection = Live();
        Validate(connection, (validated, version) => Features.Check(validated, version), options);
        var packet = new MqttSubscribePacket
        {
            PacketIdentifier = connection.NextIdentifier(),
            SubscriptionIdentifier = options.SubscriptionIdentifier,
            TopicFilters = options.TopicFilters,
            UserProperties = options.UserProperties,
        };
        var answer = await RequestAsync<MqttSubAckPacket>(connection, packet.PacketIdentifier, packet, cancellationToken).ConfigureAwait(false);
        return Translation.ToResult(packet, answer);
    }

    public async Task<MqttClientUnsubscribeResult> UnsubscribeAsync(MqttClientUnsubscribeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TopicFilters.ForEach(MqttTopicValidator.ThrowIfInvalidSubscribe);

        var connection = Live();
        Validate(connection, (validated, version) => Features.Check(validated, version), options);
        var packet = new MqttUnsubscribePacket
        {
            PacketIdentifier = connection.NextIdentifier(),
            TopicFilters = options.TopicFilters,
            UserProperties = options.UserProperties,
        };
        var answer = await RequestAsync<MqttUnsubAckPacket>(connection, packet.PacketIdentifier, packet, cancellationToken).ConfigureAwait(false);
        return Translation.ToResult(packet, answer, connection.Options.ProtocolVersion);
    }

    /// <summary>Lets the connection fall without a word: the server sends the will, and no event tells of it.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _abort.Cancel();
        _connection?.Dispose();
    }

    private static async Task<MqttClientConnectResult> ShakeHandsAsync(PacketStream stream, MqttClientOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await stream.SendAsync(Translation.ToPacket(options), cancellationToken).ConfigureAwait(false);
            return await stream.ReadAsync(cancellationToken).ConfigureAwait(false) switch
            {
                MqttConnAckPacket packet => MqttClientConnectResult.From(packet, options.ProtocolVersion),
                null => throw new MqttCommunicationException("Connection closed."),
                var other => throw new MqttProtocolViolationException($"Received {other.GetType().Name} instead of CONNACK."),
            };
        }
        catch (Exception exception)
        {
            stream.Dispose();
            throw new MqttConnectingFailedException($"Error while authenticating. {exception.Message}", exception);
        }
    }

    private static void Check(MqttClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ChannelOptions is null)
        {
            throw new ArgumentException("ChannelOptions are not set.");
        }

        if (options.ValidateFeatures)
        {
            Features.Check(options);
        }
    }

    private static void Validate<T>(Connection connection, Action<T, MqttProtocolVersion> check, T validated)
    {
        if (connection.Options.ValidateFeatures)
        {
            check(validated, connection.Options.ProtocolVersion);
        }
    }

    /// <summary>QoS 2 is the one thing of upstream's client that is left out: nothing here needs it.</summary>
    private static void NotExactlyOnce(MqttQualityOfServiceLevel level)
    {
        if (level == MqttQualityOfServiceLevel.ExactlyOnce)
        {
            throw new NotSupportedException("QoS 2 is not supported.");
        }
    }

    private static async Task<TAnswer> RequestAsync<TAnswer>(
        Connection connection, ushort identifier, MqttPacket packet, CancellationToken cancellationToken)
        where TAnswer : MqttPacket
    {
        using var deadline = Deadline(connection.Options, cancellationToken);
        using var effective = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return await connection.RequestAsync<TAnswer>(identifier, packet, effective.Token).ConfigureAwait(false);
    }

    /// <summary>The options' timeout holds only where the caller cannot cancel.</summary>
    private static CancellationTokenSource Deadline(MqttClientOptions options, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? new CancellationTokenSource() : new CancellationTokenSource(options.Timeout);

    private Connection Live()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return IsConnected && _connection is { } connection ? connection : throw new MqttClientNotConnectedException();
    }

    private Task DeliverAsync(MqttApplicationMessageReceivedEventArgs message) => AsyncEvent.InvokeAsync(ApplicationMessageReceivedAsync, message);

    private void OnEnded(ConnectionEnd end)
    {
        _status = Disconnected;
        if (!_isDisposed)
        {
            Tell(new MqttClientDisconnectedEventArgs(true, null, end.Reason, end.ReasonString, end.UserProperties, end.Exception));
        }
    }

    /// <summary>On a task of its own: a handler may well connect again, which must not wait for the end it is told of.</summary>
    private void Tell(MqttClientDisconnectedEventArgs happening) => _ = Task.Run(() => AsyncEvent.InvokeAsync(DisconnectedAsync, happening));
}
