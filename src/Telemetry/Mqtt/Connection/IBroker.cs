namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>
/// The way to an MQTT broker. Used on the loop, where all events are raised and all tasks end; whatever waits for a broker waits
/// elsewhere. It does not reconnect.
/// </summary>
public interface IBroker : IDisposable
{
    /// <summary>A connection that had been made has ended; says why. Raised on the loop, once a connection.</summary>
    event Action<string>? Lost;

    /// <summary>A message of a subscription. Raised on the loop; an adapter lets through only as many as a station can look at.</summary>
    event Action<ReceivedMessage>? Received;

    bool IsConnected { get; }

    /// <summary>Connects, with a will. Ends within the adapter's time-out and never throws.</summary>
    /// <returns>Why there is no connection; null when there is one.</returns>
    Task<string?> ConnectAsync(BrokerMessage will);

    /// <returns>Why the broker will not send what was asked for; null when it will.</returns>
    Task<string?> SubscribeAsync(IReadOnlyList<string> filters);

    /// <summary>Hands a message over: with QoS 1 ends when the broker has answered, with QoS 0 when it is on its way. Never throws.</summary>
    Task<PublishOutcome> PublishAsync(BrokerMessage message);

    /// <summary>Disconnects, so that the will is not published. Ends within the adapter's time-out.</summary>
    Task LeaveAsync();

    /// <summary>Drops the connection without a DISCONNECT; <see cref="Lost"/> follows.</summary>
    void Drop();
}
