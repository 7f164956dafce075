using MQTTnet.Exceptions;

namespace MQTTnet;

/// <summary>
/// A client of one server. It does not reconnect. Handlers of events run on the thread pool and are awaited one after the other; messages
/// come in the order in which the server sent them.
/// </summary>
public interface IMqttClient : IDisposable
{
    bool IsConnected { get; }

    /// <summary>Of the last connect.</summary>
    MqttClientOptions? Options { get; }

    event Func<MqttApplicationMessageReceivedEventArgs, Task>? ApplicationMessageReceivedAsync;

    /// <summary>Is awaited before <see cref="ConnectAsync"/> ends.</summary>
    event Func<MqttClientConnectedEventArgs, Task>? ConnectedAsync;

    /// <summary>Comes at the end of every connection, asked for or not, and when there came none about; then the client may connect again.</summary>
    event Func<MqttClientDisconnectedEventArgs, Task>? DisconnectedAsync;

    /// <summary>Without a token that can be cancelled it takes the options' timeout at most.</summary>
    /// <returns>What the server said: it may be a refusal.</returns>
    /// <exception cref="MqttCommunicationException">The server was not reached.</exception>
    /// <exception cref="Adapter.MqttConnectingFailedException">The server gave no proper answer, or none in time.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or out of time, before the server was reached.</exception>
    /// <exception cref="InvalidOperationException">The client is connected, or about to be.</exception>
    Task<MqttClientConnectResult> ConnectAsync(MqttClientOptions options, CancellationToken cancellationToken = default);

    /// <summary>Tells the server that no will is due, and closes; does nothing when there is no connection.</summary>
    Task DisconnectAsync(MqttClientDisconnectOptions options, CancellationToken cancellationToken = default);

    /// <exception cref="MqttCommunicationTimedOutException">No answer in time.</exception>
    Task PingAsync(CancellationToken cancellationToken = default);

    /// <summary>With QoS 1 it waits for the server's answer as long as the token and the connection last.</summary>
    /// <exception cref="MqttClientNotConnectedException">There is no connection.</exception>
    /// <exception cref="MqttCommunicationTimedOutException">Cancelled while waiting for the answer.</exception>
    /// <exception cref="MqttClientDisconnectedException">The connection ended while waiting for the answer.</exception>
    Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage applicationMessage, CancellationToken cancellationToken = default);

    Task<MqttClientSubscribeResult> SubscribeAsync(MqttClientSubscribeOptions options, CancellationToken cancellationToken = default);

    Task<MqttClientUnsubscribeResult> UnsubscribeAsync(MqttClientUnsubscribeOptions options, CancellationToken cancellationToken = default);
}
