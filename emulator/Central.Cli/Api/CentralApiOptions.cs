using System.Net;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>How the central system is served over HTTP.</summary>
internal sealed record CentralApiOptions
{
    /// <summary>Where it listens; port 0 takes any free one.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>Who may use it, and with which key.</summary>
    public AccessRule Access { get; init; } = AccessRule.Usual;

    /// <summary>Who charges or reserves where a request does not say it: a token of 20 characters at most (OCPP 1.6, 7.28).</summary>
    public string DefaultIdToken { get; init; } = "CENTRAL";

    /// <summary>Events that wait for one reader; beyond it the oldest are lost, and the reader gets their number.</summary>
    public int EventsPerReader { get; init; } = 1_000;

    /// <summary>Readers of events at once.</summary>
    public int EventReaders { get; init; } = 32;
}
