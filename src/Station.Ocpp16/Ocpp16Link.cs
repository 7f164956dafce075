using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Makes the link of a station that speaks OCPP 1.6J.</summary>
public static class Ocpp16Link
{
    public static CentralSystemLink Create(
        Loop loop, RandomSource random, ILinkDialer dialer, ProtocolSettings settings, StationClock clock, StationIdentity identity, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(random);
        var channels = new JsonChannelDialer(
            loop, random.ForIds("message ids"), dialer, Ocpp16Catalog.Subprotocol, new RpcOptions { Calls = () => settings.Calls });
        return new CentralSystemLink(loop, random, channels, settings, clock, new Registration(identity), logger);
    }
}
