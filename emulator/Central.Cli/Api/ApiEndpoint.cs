using System.Text.Json.Nodes;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>
/// Serves one route: reads the request, asks the central system on its loop, and writes what it says or a problem document. A station's
/// own refusal, such as Rejected, is an answer (200); what kept it from answering is a refusal.
/// </summary>
/// <param name="patience">How long the loop may take.</param>
internal sealed class ApiEndpoint(Loop loop, ApiRoute route, TimeSpan patience)
{
    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            var request = await RequestReader.ReadAsync(context, route);
            if (route.ServeAsync is { } serve)
            {
                await serve(context, request);
                return;
            }

            var answer = await loop.RunAsync(() => route.AnswerAsync(request)).WaitAsync(patience, context.RequestAborted);
            await WriteAsync(context, StatusCodes.Status200OK, route.ContentType, ApiJson.Write(answer));
        }
        catch (Exception refused) when (RefusalOf(refused) is { } refusal)
        {
            await RefuseAsync(context, refusal);
        }
    }

    private ApiException? RefusalOf(Exception refused) => refused switch
    {
        ApiException api => api,
        StoreException store => new ApiException(503, $"the store does not take or give it now: {store.Message}"),
        TimeoutException => new ApiException(503, $"the central system has not answered for {patience.TotalSeconds:0} s"),
        _ => null,
    };

    private Task RefuseAsync(HttpContext context, ApiException refused)
    {
        if (route.RefusalForm is { } form)
        {
            return WriteAsync(context, refused.Refusal.Status, "application/json", ApiJson.Write(form(refused)));
        }

        if (refused.Members is not { } members)
        {
            return ProblemDocument.WriteAsync(context, refused.Refusal);
        }

        var document = JsonNode.Parse(refused.Refusal.ToDocument())!.AsObject();
        foreach (var (name, value) in members)
        {
            document[name] = value?.DeepClone();
        }

        return WriteAsync(context, refused.Refusal.Status, Refusal.ContentType, ApiJson.Write(document));
    }

    private static async Task WriteAsync(HttpContext context, int status, string contentType, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
