using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>Dials channels of OCPP-J in one version.</summary>
/// <param name="random">Makes the message ids.</param>
/// <param name="subprotocol">The version as a link negotiates it.</param>
public sealed class JsonChannelDialer(Loop loop, RandomSource random, ILinkDialer dialer, string subprotocol, RpcOptions options) : IChannelDialer
{
    public async Task<IOcppChannel> ConnectAsync(ActionHandlers handlers, TimeSpan pingInterval, CancellationToken cancellation)
    {
        var link = await dialer.ConnectAsync(new DialOptions { Subprotocols = [subprotocol], PingInterval = pingInterval }, cancellation);
        return new JsonChannel(loop, link, random, options, handlers);
    }
}
