using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace ChargerFirmware.Telemetry.Metrics.Adapters;

/// <summary>
/// Sends a station's instruments to a collector by OTLP, now and then, from a thread of the SDK's own. A collector that is slow or away
/// costs values, never a turn of the loop. What OpenTelemetry's environment variables say holds: headers, time-outs, the interval.
/// </summary>
public sealed class OtlpExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string MetricsProtocol = "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL";
    private const string SignalPath = "v1/metrics";
    private const int GoodbyeMilliseconds = 2000;

    private readonly MeterProvider _provider;

    private OtlpExport(MeterProvider provider) => _provider = provider;

    /// <summary>Whether the environment names a collector.</summary>
    public static bool IsAskedForByEnvironment => IsSet(Endpoint) || IsSet(MetricsEndpoint);

    /// <summary>Begins to send, if it is configured.</summary>
    /// <param name="url">The collector, OTLP over HTTP, without the path of a signal; null for the one the environment names.</param>
    /// <param name="version">Of the software.</param>
    /// <returns>Null when neither <paramref name="url"/> nor the environment names a collector.</returns>
    public static OtlpExport? StartIfAsked(Uri? url, StationMonitor monitor, string version)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        if (url is null && !IsAskedForByEnvironment)
        {
            return null;
        }

        // The SDK asks on a thread of its own and does not wait: the values must lie ready.
        monitor.SampleRegularly();
        var provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("charger", "ChargerFirmware", version, serviceInstanceId: monitor.StationId))
            .AddMeter(StationMeter.Name)
            .AddOtlpExporter(exporter =>
            {
                // The standard's default; the SDK's own would be gRPC, which collectors do not take on the usual port.
                if (!IsSet(Protocol) && !IsSet(MetricsProtocol))
                {
                    exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                }

                if (url is not null)
                {
                    exporter.Endpoint = exporter.Protocol == OtlpExportProtocol.HttpProtobuf ? WithPath(url) : url;
                }
            })
            .Build();
        return new OtlpExport(provider);
    }

    /// <summary>Sends what there is now. For tests, and for who is about to go.</summary>
    public bool Flush(TimeSpan timeout) => _provider.ForceFlush((int)timeout.TotalMilliseconds);

    /// <summary>Sends what there is, if that goes quickly, and ends.</summary>
    public void Dispose()
    {
        _provider.Shutdown(GoodbyeMilliseconds);
        _provider.Dispose();
    }

    private static Uri WithPath(Uri url) => url.AbsolutePath.EndsWith(SignalPath, StringComparison.Ordinal)
        ? url
        : new Uri(url.AbsoluteUri.TrimEnd('/') + "/" + SignalPath);

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
