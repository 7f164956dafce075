using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>
/// Answers the requests of one route: reads what they say, asks the bench on its loop, and writes what it says or a problem document:
/// 400 for what cannot be understood, 404 for what is not there, 409 for what cannot be done now, 422 for what nothing is called.
/// </summary>
internal sealed class ApiEndpoint(ThreadLoop loop, Workbench bench, ApiRoute route)
{
    /// <summary>Snake case, as everywhere in this interface.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // Longer than whatever a driver waits for.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);

    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            RequireStation(context);
            var connector = ConnectorOf(context);
            var request = new ApiRequest(connector, await RequestReader.ReadAsync(context.Request, route.Parameters));
            var answer = await loop.RunAsync(() => route.AnswerAsync(request)).WaitAsync(s_patience, context.RequestAborted);
            await WriteAsync(context, answer);
        }
        catch (Exception refused) when (RefusalOf(refused) is { } refusal)
        {
            await ProblemDocument.WriteAsync(context, refusal);
        }
    }

    private static Refusal? RefusalOf(Exception refused) => refused switch
    {
        ApiException api => api.Refusal,
        ArgumentException or LanguageException => new Refusal(400, refused.Message),
        NoSuchFaultException => new Refusal(422, refused.Message),
        BenchException => new Refusal(409, refused.Message),
        TimeoutException => new Refusal(503, $"the bench has not answered for {s_patience.TotalSeconds:0} s"),
        _ => null,
    };

    private static async Task WriteAsync(HttpContext context, object answer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), Json);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>One bench has one station; another id is unknown.</summary>
    private void RequireStation(HttpContext context)
    {
        if (context.GetRouteValue("id") is string id && WithSlashes(id) != WithSlashes(bench.StationId))
        {
            throw new ApiException(404, $"there is no station '{Quoted.Short(id)}'; expected {Uri.EscapeDataString(bench.StationId)}");
        }
    }

    /// <summary>Of all that is escaped in a path, a slash is what the server leaves so: it would be a step of the path otherwise.</summary>
    private static string WithSlashes(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private int ConnectorOf(HttpContext context)
    {
        if (context.GetRouteValue("n") is not string text)
        {
            return 0;
        }

        var (least, most) = (route.AtStation ? 0 : 1, bench.Site.Connectors.Count);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ApiException(404, $"there is no connector '{Quoted.Short(text)}'; expected {least} to {most}");
    }
}
