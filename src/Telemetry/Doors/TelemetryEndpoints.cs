using ChargerFirmware.Telemetry.Metrics.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChargerFirmware.Telemetry.Doors;

/// <summary>
/// What a station tells over HTTP to whoever watches it. Each request asks the loop once and waits a moment for it; a loop that does
/// not answer is part of the answer.
/// </summary>
public sealed class TelemetryEndpoints : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly StationMonitor _monitor;
    private readonly PrometheusCollector _collector;
    private readonly SemaphoreSlim _collecting = new(1);

    public TelemetryEndpoints(StationMonitor monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        _monitor = monitor;
        _collector = new PrometheusCollector(monitor.Meter);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/metrics", (RequestDelegate)MetricsAsync);
    }

    public void Dispose()
    {
        _collector.Dispose();
        _collecting.Dispose();
    }

    private async Task MetricsAsync(HttpContext context)
    {
        await _monitor.Loop.TryAskAsync(_monitor.Sample, s_patience);
        byte[] text;
        await _collecting.WaitAsync(context.RequestAborted);
        try
        {
            text = _collector.Collect();
        }
        finally
        {
            _collecting.Release();
        }

        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }
}
