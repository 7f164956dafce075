using System.CommandLine;

namespace ChargerFirmware.Charger;

/// <summary><c>--otlp</c>: the collector that metrics are sent to.</summary>
internal static class OtlpOption
{
    public static Option<Uri?> Create() => new("--otlp")
    {
        Description = "send metrics to this collector, OTLP over HTTP, http://host:4318; OTEL_EXPORTER_OTLP_ENDPOINT names one as well",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0)
            {
                return url;
            }

            // Not quoted back: it may hold a password. What a collector wants to see goes into OTEL_EXPORTER_OTLP_HEADERS.
            result.AddError("--otlp: expected an address that begins with http:// or https://, without user and password");
            return null;
        },
    };
}
