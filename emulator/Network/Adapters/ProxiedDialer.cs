using System.Net.WebSockets;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Adapters;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Network.Adapters;

/// <summary>
/// Dials a central system through a <see cref="TcpProxy"/> in between. The central system is still called by its own name, in the
/// request as in TLS, so neither sees a difference.
/// </summary>
/// <param name="endpoint">The central system's address, without the station's identity.</param>
/// <param name="proxyPort">Where the proxy listens.</param>
/// <param name="credentials">As whom to dial; null for nobody.</param>
public sealed class ProxiedDialer(Loop loop, Uri endpoint, string identity, int proxyPort, LinkCredentials? credentials = null)
    : WebSocketDialer(loop, new UriBuilder(endpoint) { Host = "127.0.0.1", Port = proxyPort }.Uri, identity, credentials)
{
    private readonly string _host = new UriBuilder(endpoint) { Host = endpoint.IdnHost }.Uri.Authority;

    protected override void Configure(ClientWebSocketOptions options, SocketsHttpHandler connection)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.SetRequestHeader("Host", _host);
    }
}
