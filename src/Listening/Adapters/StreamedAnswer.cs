using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace ChargerFirmware.Listening.Adapters;

/// <summary>
/// An answer without an end, such as events: it goes out piece by piece, for as long as its client takes the pieces. Whoever writes one bounds
/// what waits for a slow client, and how many clients there are: their connections are not cut for others.
/// </summary>
public sealed class StreamedAnswer
{
    private readonly IHttpResponseBodyFeature _wire;

    internal StreamedAnswer(IHttpResponseBodyFeature wire) => _wire = wire;

    internal bool HasBegun { get; private set; }

    /// <summary>Ends the whole-answer rule for this request. Status and headers are set before.</summary>
    /// <returns>What is written there goes out at once; a write ends when the socket has it.</returns>
    /// <exception cref="InvalidOperationException">The request is not one that <see cref="WebServer"/> has let in.</exception>
    public static async Task<Stream> BeginAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var answer = context.Features.Get<StreamedAnswer>() ?? throw new InvalidOperationException("expected a request of a WebServer");
        answer.HasBegun = true;
        context.Features.Set(answer._wire);
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            // How slow a client may be is its writer's business from now on.
            rate.MinDataRate = null;
        }

        await context.Response.StartAsync(context.RequestAborted);
        return context.Response.Body;
    }
}
