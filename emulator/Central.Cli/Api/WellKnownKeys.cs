using System.Net;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>Keys that stand in other projects' documents: whoever has read those has them.</summary>
internal static class WellKnownKeys
{
    private static readonly string[] s_keys = ["changeme-123"];

    /// <summary>Refuses to be reached from elsewhere with such a key. On loopback it does no harm, and examples work as they are written.</summary>
    /// <exception cref="ListeningException">It is one.</exception>
    public static void Require(IPEndPoint endPoint, ApiKey? key)
    {
        if (key is not null && !ListenAddress.IsLoopback(endPoint.Address) && s_keys.Any(known => key.IsIn(HeadWith(known))))
        {
            throw new ListeningException(
                $"the HTTP interface at {endPoint}: its key stands in documents that anybody can read; expected a key of your own");
        }
    }

    private static RequestHead HeadWith(string key) =>
        new() { Method = "GET", Local = new IPEndPoint(IPAddress.Loopback, 0), Host = null, ApiKeyHeader = key };
}
