using System.Threading.Channels;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Wire;

namespace MQTTnet;

/// <summary>
/// One stretch of being connected, from CONNACK to the end: one task reads, one hands messages to the handlers, one keeps alive. It ends
/// once, whoever sees the end first, and is not used again.
/// </summary>
internal sealed class Connection : IDisposable
{
    /// <summary>Messages that may wait for handlers; with more the server has to wait, too.</summary>
    private const int WaitingMessages = 4096;

    private readonly PacketStream _stream;
    private readonly Func<MqttApplicationMessageReceivedEventArgs, Task> _deliver;
    private readonly Action<ConnectionEnd> _onEnded;
    private readonly TimeSpan _keepAlivePeriod;
    private readonly PendingAnswers _pending = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<MqttPublishPacket> _messages = System.Threading.Channels.Channel.CreateBounded<MqttPublishPacket>(WaitingMessages);
    private volatile ConnectionEnd? _leaving;
    private int _hasEnded;

    public Connection(
        PacketStream stream,
        MqttClientOptions options,
        MqttClientConnectResult result,
        Func<MqttApplicationMessageReceivedEventArgs, Task> deliver,
        Action<ConnectionEnd> onEnded)
    {
        _stream = stream;
        _stream.LargestSent = result.MaximumPacketSize is { } size and > 0 ? size : uint.MaxValue;
        _deliver = deliver;
        _onEnded = onEnded;
        _keepAlivePeriod = result.ServerKeepAlive > 0 ? TimeSpan.FromSeconds(result.ServerKeepAlive) : options.KeepAlivePeriod;
        Options = options;
    }

    public MqttClientOptions Options { get; }

    public void Start()
    {
        _ = Task.Run(ReceiveAsync);
        _ = Task.Run(DeliverAsync);
        if (_keepAlivePeriod > TimeSpan.Zero)
        {
            _ = Task.Run(KeepAliveAsync);
        }
    }

    public ushort NextIdentifier() => _pending.NextIdentifier();

    public Task SendAsync(MqttPacket packet, CancellationToken cancellationToken) => _stream.SendAsync(packet, cancellationToken);

    /// <summary>Says DISCONNECT and ends; should the server close first, as it may, that is this very end.</summary>
    public async Task LeaveAsync(MqttDisconnectPacket packet, CancellationToken cancellationToken)
    {
        var end = new ConnectionEnd((MqttClientDisconnectReason)packet.ReasonCode, null);
        _leaving = end;
        try
        {
            await _stream.SendAsync(packet, cancellationToken).ConfigureAwait(false);
            await _stream.FinishAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            End(end);
        }
    }

    public async Task<TAnswer> RequestAsync<TAnswer>(ushort identifier, MqttPacket packet, CancellationToken cancellationToken)
        where TAnswer : MqttPacket
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = _pending.Add<TAnswer>(identifier);
        try
        {
            await _stream.SendAsync(packet, cancellationToken).ConfigureAwait(false);
            using var registration = cancellationToken.Register(() => answer.TrySetException(new MqttCommunicationTimedOutException()));
            return (TAnswer)await answer.Task.ConfigureAwait(false);
        }
        finally
        {
            _pending.Remove(answer);
        }
    }

    /// <summary>The first end counts.</summary>
    public void End(ConnectionEnd end)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
        {
            return;
        }

        end = _leaving ?? end;
        _ending.Cancel();
        _stream.Dispose();
        _pending.Fail(end.ForWaiting ?? new MqttClientDisconnectedException(end.Exception));
        _onEnded(end);
    }

    public void Dispose() => End(new ConnectionEnd(MqttClientDisconnectReason.NormalDisconnection, null));

    private async Task ReceiveAsync()
    {
        try
        {
            while (await _stream.ReadAsync(_ending.Token).ConfigureAwait(false) is { } packet)
            {
                await TakeAsync(packet).ConfigureAwait(false);
            }

            End(new ConnectionEnd(MqttClientDisconnectReason.NormalDisconnection, null));
        }
        catch (Exception exception)
        {
            End(new ConnectionEnd(MqttClientDisconnectReason.UnspecifiedError, exception));
        }
    }

    private async ValueTask TakeAsync(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.ExactlyOnce }:
                throw new MqttProtocolViolationException("The server sent a message with QoS 2, which nobody subscribed to.");
            case MqttPublishPacket message:
                await _messages.Writer.WriteAsync(message, _ending.Token).ConfigureAwait(false);
                break;
            case MqttPingRespPacket:
                _pending.Complete(0, packet);
                break;
            case MqttPubAckPacket or MqttSubAckPacket or MqttUnsubAckPacket:
                // Nobody may wait any more: a caller may cancel, and the answer comes all the same.
                _pending.Complete(((MqttPacketWithIdentifier)packet).PacketIdentifier, packet);
                break;
            case MqttDisconnectPacket disconnect:
                End(new ConnectionEnd((MqttClientDisconnectReason)disconnect.ReasonCode, null)
                {
                    ReasonString = disconnect.ReasonString,
                    UserProperties = disconnect.UserProperties,
                    ForWaiting = new MqttClientUnexpectedDisconnectReceivedException(disconnect),
                });
                break;
            default:
                throw new MqttProtocolViolationException($"A server does not send {packet.GetType().Name} here.");
        }
    }

    private async Task DeliverAsync()
    {
        try
        {
            while (await _messages.Reader.WaitToReadAsync(_ending.Token).ConfigureAwait(false))
            {
                while (!_ending.IsCancellationRequested && _messages.Reader.TryRead(out var packet))
                {
                    await DeliverAsync(packet).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended; what was not handled is not acknowledged, and comes again in the session's next one.
        }
    }

    private async Task DeliverAsync(MqttPublishPacket packet)
    {
        var received = new MqttApplicationMessageReceivedEventArgs(Options.ClientId, Translation.ToMessage(packet), packet, AcknowledgeAsync);
        try
        {
            await _deliver(received).ConfigureAwait(false);
            if (received.AutoAcknowledge)
            {
                await received.AcknowledgeAsync(_ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // A handler's failure is its own: the message stays unacknowledged, the next one is handled.
        }
    }

    private Task AcknowledgeAsync(MqttApplicationMessageReceivedEventArgs received, CancellationToken cancellationToken)
    {
        if (received.ProcessingFailed || received.ApplicationMessage.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
        {
            return Task.CompletedTask;
        }

        var answer = new MqttPubAckPacket
        {
            PacketIdentifier = received.PacketIdentifier,
            ReasonCode = (MqttPubAckReasonCode)received.ReasonCode,
            ReasonString = received.ResponseReasonString,
            UserProperties = received.ResponseUserProperties,
        };
        return SendAsync(answer, cancellationToken);
    }

    /// <summary>Pings when nothing was sent for the period; half of it may pass until the answer (MQTT 5.0, 3.1.2.10).</summary>
    private async Task KeepAliveAsync()
    {
        try
        {
            while (true)
            {
                var idle = TimeSpan.FromMilliseconds(Environment.TickCount64 - _stream.LastSentMs);
                if (idle < _keepAlivePeriod)
                {
                    await Task.Delay(_keepAlivePeriod - idle, _ending.Token).ConfigureAwait(false);
                    continue;
                }

                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
                timeout.CancelAfter(_keepAlivePeriod / 2);
                await RequestAsync<MqttPingRespPacket>(0, MqttPingReqPacket.Instance, timeout.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The connection ended.
        }
        catch (Exception exception)
        {
            End(new ConnectionEnd(MqttClientDisconnectReason.KeepAliveTimeout, exception));
        }
    }
}
