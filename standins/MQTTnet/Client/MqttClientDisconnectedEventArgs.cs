using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>The connection ended, or did not come about.</summary>
public sealed class MqttClientDisconnectedEventArgs : EventArgs
{
    public MqttClientDisconnectedEventArgs(
        bool clientWasConnected,
        MqttClientConnectResult? connectResult,
        MqttClientDisconnectReason reason,
        string? reasonString,
        List<MqttUserProperty>? userProperties,
        Exception? exception)
    {
        ClientWasConnected = clientWasConnected;
        ConnectResult = connectResult;
        Reason = reason;
        ReasonString = reasonString;
        UserProperties = userProperties;
        Exception = exception;
    }

    public bool ClientWasConnected { get; }

    /// <summary>The server's refusal, when it refused.</summary>
    public MqttClientConnectResult? ConnectResult { get; }

    /// <summary>Null when the server closed, or this side asked for the end.</summary>
    public Exception? Exception { get; }

    public MqttClientDisconnectReason Reason { get; }

    public string? ReasonString { get; }

    public List<MqttUserProperty>? UserProperties { get; }
}
