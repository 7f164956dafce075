using System.Net;

namespace MQTTnet.Channel;

/// <summary>Makes the stream to the server in place of the client's own socket. TLS, where options ask for it, is laid above it.</summary>
public interface IMqttClientStreamProvider
{
    /// <summary>Called for each connection; whoever gets the stream disposes of it.</summary>
    Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken);
}
