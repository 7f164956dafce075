using System.Globalization;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using ChargerFirmware.Telemetry.Frames;
using ChargerFirmware.Telemetry.Health;
using ChargerFirmware.Telemetry.Metrics.Adapters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChargerFirmware.Telemetry.Adapters;

/// <summary>
/// What a station serves over HTTP to its operators. Each request asks the loop once and waits a moment for it; a loop that does
/// not answer is part of the answer.
/// </summary>
public sealed class TelemetryEndpoints : IDisposable
{
    /// <summary>Some who only want to know whether it is well ask by HEAD.</summary>
    private static readonly string[] s_methods = ["GET", "HEAD"];
    private const string UsualFrames = "100";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly StationMonitor _monitor;
    private readonly LoopQuestions _questions;
    private readonly PrometheusCollector _collector;
    private readonly SemaphoreSlim _collecting = new(1);

    public TelemetryEndpoints(StationMonitor monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        _monitor = monitor;
        _questions = new LoopQuestions(monitor.Loop, s_patience);
        _collector = new PrometheusCollector(monitor.Meter);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/metrics", [], MetricsAsync);
        Map(routes, "/health", [], context => HealthAsync(context, HealthReport.OfLife));
        Map(routes, "/ready", [], context => HealthAsync(context, HealthReport.OfReadiness));
        Map(routes, "/frames", ["count"], FramesAsync);
    }

    /// <summary>An unknown parameter is refused: ignoring it would look as if it worked.</summary>
    private static void Map(IEndpointRouteBuilder routes, string path, string[] parameters, RequestDelegate answer) =>
        routes.MapMethods(path, s_methods, context => context.Request.Query.Keys.FirstOrDefault(name => !parameters.Contains(name)) is { } unknown
            ? RefuseAsync(
                context, StatusCodes.Status400BadRequest,
                $"'{unknown}' is not known here; expected {(parameters.Length == 0 ? "nothing" : string.Join(", ", parameters))}")
            : answer(context));

    public void Dispose()
    {
        _collector.Dispose();
        _collecting.Dispose();
    }

    private async Task MetricsAsync(HttpContext context)
    {
        await _questions.TryAskAsync(_monitor.Sample);
        ReadOnlyMemory<byte> text;
        await _collecting.WaitAsync(context.RequestAborted);
        try
        {
            text = _collector.Collect();
        }
        finally
        {
            _collecting.Release();
        }

        await AnswerAsync(context, StatusCodes.Status200OK, PrometheusText.ContentType, text);
    }

    private async Task HealthAsync(HttpContext context, Func<string, IReadOnlyList<HealthCheck>, HealthReport> judge)
    {
        var (answered, seen) = await _questions.TryAskAsync(() => StationHealth.Look(_monitor.Sources));
        var report = judge(_monitor.StationId, [LoopCheck(answered), .. seen ?? []]);
        await AnswerAsync(
            context, report.Failed ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, "application/json", report.ToJson());
    }

    private HealthCheck LoopCheck(bool answered) => answered
        ? new("loop", CheckStatus.Ok)
        : new(
            "loop", CheckStatus.Fail,
            _monitor.Loop.TurnAge is var age && age >= s_patience
                ? string.Create(CultureInfo.InvariantCulture, $"the loop has not turned for {age.TotalSeconds:0} s")
                : string.Create(CultureInfo.InvariantCulture, $"the loop turns and has not come to this question for {s_patience.TotalSeconds:0} s"),
            NeedsRestart: true);

    private async Task FramesAsync(HttpContext context)
    {
        var asked = context.Request.Query["count"].ToString();
        if (!int.TryParse(asked.Length == 0 ? UsualFrames : asked, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "count: expected how many frames at most, from 1 on");
            return;
        }

        var (answered, frames) = await _questions.TryAskAsync(() => _monitor.Sources?.Frames?.Latest(count));
        if (answered && frames is not null)
        {
            await AnswerAsync(context, StatusCodes.Status200OK, FrameLines.ContentType, FrameLines.Write(frames));
        }
        else
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, answered ? "there is no station now" : "the loop does not answer");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason) =>
        ProblemDocument.WriteAsync(context, new Refusal(status, reason));

    private static async Task AnswerAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> content)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}
