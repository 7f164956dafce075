using System.CommandLine;
using System.Globalization;
using System.Net;

namespace ChargerFirmware.Charger;

/// <summary><c>--http</c>: where metrics, health and frames are told. A port alone is one of this machine's loopback.</summary>
internal static class HttpOption
{
    public static Option<IPEndPoint?> Create() => new("--http")
    {
        Description = "tell /metrics, /health, /ready and /frames there, to whoever can reach it: loopback, unless another address is given; off without it",
        HelpName = "ADDRESS:PORT",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                return new IPEndPoint(IPAddress.Loopback, port);
            }

            var numeric = text.StartsWith("localhost:", StringComparison.Ordinal) ? "127.0.0.1" + text["localhost".Length..] : text;
            if (numeric.Contains(':', StringComparison.Ordinal) && !IPAddress.TryParse(numeric, out _) && IPEndPoint.TryParse(numeric, out var endPoint))
            {
                return endPoint;
            }

            result.AddError($"--http: expected ADDRESS:PORT such as 127.0.0.1:9110, found '{text}'");
            return null;
        },
    };
}
