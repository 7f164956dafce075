using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>Why a connection ended.</summary>
internal sealed record ConnectionEnd(MqttClientDisconnectReason Reason, Exception? Exception)
{
    public string? ReasonString { get; init; }

    public List<MqttUserProperty>? UserProperties { get; init; }

    /// <summary>What those get who wait for an answer.</summary>
    public Exception? ForWaiting { get; init; }
}
