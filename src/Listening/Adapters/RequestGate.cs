using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ChargerFirmware.Listening.Adapters;

/// <summary>
/// In front of every handler of a server: judges the client, takes the request whole before a handler sees it, and the answer whole before
/// it goes out. So a handler works for admitted clients only and never waits for a slow one, unless it has asked for a
/// <see cref="StreamedAnswer"/>.
/// </summary>
internal sealed class RequestGate(AccessRule rule, ServerLimits limits, bool takesUpgrades, Func<IEnumerable<string>> routes)
{
    private const string Methods = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        Shield(context);
        if (rule.Judge(HeadOf(context)) is { } refusal)
        {
            await RefuseAsync(context, refusal);
        }
        else if (rule.IsAllowedPage(HeadOf(context)) && AnswerPage(context))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (takesUpgrades && HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true })
        {
            await UpgradeAsync(context, next);
        }
        else if (await TakeBodyAsync(context) is { } broken)
        {
            await RefuseAsync(context, broken);
        }
        else
        {
            await AnswerAsync(context, next);
        }
    }

    /// <summary>What a browser must know of every answer: it is data, and not for pages from elsewhere.</summary>
    private static void Shield(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>Lets an allowed page read the answer.</summary>
    /// <returns>True where the page has only asked whether it may ask.</returns>
    private static bool AnswerPage(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
        headers.Vary = "Origin";
        headers.Remove("Cross-Origin-Resource-Policy");
        if (!IsPreflight(context.Request))
        {
            return false;
        }

        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, X-API-Key";
        headers.AccessControlMaxAge = "600";
        if (context.Request.Headers.ContainsKey("Access-Control-Request-Private-Network"))
        {
            headers["Access-Control-Allow-Private-Network"] = "true";
        }

        return true;
    }

    /// <summary>A WebSocket stays until one of its ends has enough. Only GET asks for one (RFC 6455, 4.1), and there is no body to take.</summary>
    private async Task UpgradeAsync(HttpContext context, RequestDelegate next)
    {
        var peer = context.Features.Get<PeerConnection>();
        context.Features.Set(new StreamedAnswer(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>()));
        peer?.BeginWork();
        try
        {
            await next(context);
            if (!context.Response.HasStarted)
            {
                await FillAsync(context, answerLength: 0);
            }
        }
        finally
        {
            peer?.EndWork();
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var peer = context.Features.Get<PeerConnection>();
        using var answer = new MemoryStream();
        peer?.BeginWork();
        try
        {
            if (await MakeAsync(context, next, answer))
            {
                await SendAsync(context, answer, peer);
            }
        }
        finally
        {
            peer?.EndWork();
        }
    }

    /// <returns>False where it has gone out piece by piece.</returns>
    private async Task<bool> MakeAsync(HttpContext context, RequestDelegate next, MemoryStream answer)
    {
        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var streamed = new StreamedAnswer(wire);
        context.Features.Set(streamed);
        context.Response.Body = answer;
        try
        {
            using var patience = new CancellationTokenSource(limits.AnswerTime, TimeProvider.System);
            await using var cut = patience.Token.Register(() => CutUnless(streamed, context));
            await next(context);
            if (!streamed.HasBegun)
            {
                await FillAsync(context, answer.Length);
            }
        }
#pragma warning disable CA1031 // An error in one answer reaches its client and nobody else.
        catch (Exception mistake) when (!streamed.HasBegun && !context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            answer.SetLength(0);
            await ProblemDocument.WriteAsync(context, new Refusal(500, $"an internal error: {mistake.Message}"));
        }
        finally
        {
            context.Features.Set(wire);
        }

        return !streamed.HasBegun;
    }

    private static void CutUnless(StreamedAnswer streamed, HttpContext context)
    {
        if (!streamed.HasBegun)
        {
            context.Abort();
        }
    }

    /// <summary>An answer that is made but not on the wire is still work; one that its reader does not take is not, after a while.</summary>
    private async Task SendAsync(HttpContext context, MemoryStream answer, PeerConnection? peer)
    {
        using var patience = new CancellationTokenSource(limits.SendTime, TimeProvider.System);
        await using var late = patience.Token.Register(() => peer?.EndWork());
        if (answer.Length > 0)
        {
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
        }

        await context.Response.CompleteAsync();
    }

    /// <summary>Gives a body to what the routing refuses without one.</summary>
    private async Task FillAsync(HttpContext context, long answerLength)
    {
        if (answerLength > 0 || context.Response.ContentType is not null)
        {
            return;
        }

        var allowed = context.Response.Headers.Allow.ToString();
        switch (context.Response.StatusCode)
        {
            case StatusCodes.Status405MethodNotAllowed when HttpMethods.IsOptions(context.Request.Method):
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case StatusCodes.Status405MethodNotAllowed:
                await ProblemDocument.WriteAsync(context, new Refusal(405, $"{context.Request.Method} is not possible there; expected {allowed}"));
                break;
            case StatusCodes.Status404NotFound:
                await ProblemDocument.WriteAsync(
                    context, new Refusal(404, $"there is nothing at {context.Request.Path}; expected one of {string.Join(", ", routes())}"));
                break;
        }
    }

    /// <summary>Reads the body, while the connection still counts as one that keeps the server waiting.</summary>
    private async Task<Refusal?> TakeBodyAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return null;
        }

        var body = new MemoryStream();
        context.Response.RegisterForDispose(body);
        try
        {
            using var patience = new CancellationTokenSource(limits.BodyTime, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
            await request.Body.CopyToAsync(body, either.Token);
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new Refusal(413, limits.BodyBytes == 0
                    ? "expected a request without a body"
                    : $"the body is too long; expected {limits.BodyBytes} bytes at most")
                : new Refusal(refused.StatusCode, $"the body cannot be read: {refused.Message}");
        }
        catch (OperationCanceledException)
        {
            return new Refusal(408, $"the body has not arrived within {limits.BodyTime.TotalSeconds:0} s");
        }

        body.Position = 0;
        request.Body = body;
        return null;
    }

    private static async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"charger\"";
        }

        // Whatever of its body is still on the way is not waited for.
        context.Response.Headers.Connection = "close";
        await ProblemDocument.WriteAsync(context, refusal);
    }

    private static RequestHead HeadOf(HttpContext context)
    {
        var headers = context.Request.Headers;
        return new RequestHead
        {
            Method = context.Request.Method,
            Local = new IPEndPoint(context.Connection.LocalIpAddress ?? IPAddress.None, context.Connection.LocalPort),
            Host = OneOf(headers.Host),
            Origin = OneOf(headers.Origin),
            Referer = OneOf(headers.Referer),
            FetchSite = OneOf(headers["Sec-Fetch-Site"]),
            FetchMode = OneOf(headers["Sec-Fetch-Mode"]),
            Authorization = OneOf(headers.Authorization),
            ApiKeyHeader = OneOf(headers["X-API-Key"]),
            IsPreflight = IsPreflight(context.Request),
        };
    }

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Access-Control-Request-Method");

    private static string? OneOf(StringValues values) => values.Count == 0 ? null : values.ToString();
}
