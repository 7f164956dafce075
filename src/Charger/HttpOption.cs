using System.CommandLine;
using System.Net;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Charger;

/// <summary><c>--http</c>: where metrics, health and frames are served. A port alone is one of this machine's loopback.</summary>
internal static class HttpOption
{
    public static Option<IPEndPoint?> Create() => new("--http")
    {
        Description = "serve /metrics, /health, /ready and /frames there: a port of loopback, or another address, which needs a key; off without it",
        HelpName = "ADDRESS:PORT",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ListenAddress.TryRead(text) is { } endPoint)
            {
                return endPoint;
            }

            result.AddError($"--http: expected ADDRESS:PORT such as 127.0.0.1:9110, found '{text}'");
            return null;
        },
    };
}
