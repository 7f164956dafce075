using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>A message of a subscription. With QoS 1 it is acknowledged after the handlers, unless they take that upon themselves.</summary>
public sealed class MqttApplicationMessageReceivedEventArgs : EventArgs
{
    private readonly Func<MqttApplicationMessageReceivedEventArgs, CancellationToken, Task> _acknowledgeHandler;
    private int _isAcknowledged;

    public MqttApplicationMessageReceivedEventArgs(
        string clientId,
        MqttApplicationMessage applicationMessage,
        MqttPublishPacket publishPacket,
        Func<MqttApplicationMessageReceivedEventArgs, CancellationToken, Task> acknowledgeHandler)
    {
        ClientId = clientId;
        ApplicationMessage = applicationMessage ?? throw new ArgumentNullException(nameof(applicationMessage));
        PacketIdentifier = publishPacket.PacketIdentifier;
        _acknowledgeHandler = acknowledgeHandler;
    }

    public MqttApplicationMessage ApplicationMessage { get; }

    /// <summary>Whether the client acknowledges when the handlers are done.</summary>
    public bool AutoAcknowledge { get; set; } = true;

    public string ClientId { get; }

    public bool IsHandled { get; set; }

    public ushort PacketIdentifier { get; }

    /// <summary>Whether no acknowledgement is sent, so that the server sends the message again in the next connection of the session.</summary>
    public bool ProcessingFailed { get; set; }

    public MqttApplicationMessageReceivedReasonCode ReasonCode { get; set; }

    public string? ResponseReasonString { get; set; }

    public List<MqttUserProperty> ResponseUserProperties { get; } = [];

    public object? Tag { get; set; }

    /// <exception cref="InvalidOperationException">The message is acknowledged already.</exception>
    public Task AcknowledgeAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _isAcknowledged, 1) == 0 ? _acknowledgeHandler(this, cancellationToken)
            : throw new InvalidOperationException("The application message is already acknowledged.");
}
