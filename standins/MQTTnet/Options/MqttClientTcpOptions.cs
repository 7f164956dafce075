using System.Net;
using System.Net.Sockets;
using MQTTnet.Channel;

namespace MQTTnet;

/// <summary>How the server is reached over TCP.</summary>
public sealed class MqttClientTcpOptions : IMqttClientChannelOptions
{
    public AddressFamily AddressFamily { get; set; } = AddressFamily.Unspecified;

    /// <summary>Bytes of the socket's buffers, one each way.</summary>
    public int BufferSize { get; set; } = 8192;

    public EndPoint? LocalEndpoint { get; set; }

    public bool NoDelay { get; set; } = true;

    public ProtocolType ProtocolType { get; set; } = ProtocolType.Tcp;

    public EndPoint? RemoteEndpoint { get; set; }

    /// <summary>Makes the stream to the server; null for a socket of the client's own.</summary>
    public IMqttClientStreamProvider? StreamProvider { get; set; }

    public MqttClientTlsOptions? TlsOptions { get; set; } = new();

    public override string ToString() => RemoteEndpoint?.ToString() ?? "";
}
