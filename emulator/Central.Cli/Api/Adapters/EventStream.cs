using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using ChargerFirmware.Central.Cli.Api.Events;
using ChargerFirmware.Listening.Adapters;
using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Central.Cli.Api.Adapters;

/// <summary>
/// Writes events to one client for as long as it takes them: as Server-Sent Events, or to a WebSocket. Runs on the pool. A client that is slow
/// keeps nobody waiting; one that takes nothing at all for a while is cut off.
/// </summary>
internal static class EventStream
{
    // A line that says nothing keeps proxies from taking a quiet stream for a dead one, and finds out who has gone.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly byte[] s_comment = ": quiet\n\n"u8.ToArray();

    /// <summary>Serves a request until the reader or the feed has enough.</summary>
    public static Task ServeAsync(HttpContext context, EventReader reader) =>
        context.WebSockets.IsWebSocketRequest ? ServeSocketAsync(context, reader) : ServeLinesAsync(context, reader);

    private static async Task ServeLinesAsync(HttpContext context, EventReader reader)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var body = await StreamedAnswer.BeginAsync(context);
        await WriteAsync(body, context, ": events from here on\n\n"u8.ToArray());
        try
        {
            while (await WaitAsync(reader, context, body))
            {
                while (reader.Take() is var (kind, id, json))
                {
                    await WriteAsync(body, context, LinesOf(kind, id, json));
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client has gone, or has taken nothing for too long.
            context.Abort();
        }
    }

    /// <returns>False where nothing will come any more.</returns>
    private static async Task<bool> WaitAsync(EventReader reader, HttpContext context, Stream body)
    {
        var next = reader.WaitAsync(context.RequestAborted).AsTask();
        while (true)
        {
            try
            {
                return await next.WaitAsync(s_quiet, TimeProvider.System);
            }
            catch (TimeoutException)
            {
                await WriteAsync(body, context, s_comment);
            }
        }
    }

    private static async Task WriteAsync(Stream body, HttpContext context, byte[] piece)
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        await body.WriteAsync(piece, either.Token);
        await body.FlushAsync(either.Token);
    }

    /// <summary>JSON has no line breaks of its own, so it is one line of data.</summary>
    private static byte[] LinesOf(string kind, long? id, byte[] json)
    {
        var head = id is null ? $"event: {kind}\ndata: " : string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {kind}\ndata: ");
        return [.. Encoding.UTF8.GetBytes(head), .. json, (byte)'\n', (byte)'\n'];
    }

    private static async Task ServeSocketAsync(HttpContext context, EventReader reader)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = s_quiet, KeepAliveTimeout = s_patience });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var closing = ReadToCloseAsync(socket, ended);
        try
        {
            while (await reader.WaitAsync(ended.Token))
            {
                while (!ended.IsCancellationRequested && reader.Take() is var (_, _, json))
                {
                    // Not given up when the reader closes: half a message would be the end of the connection instead of its close.
                    await SendAsync(socket, json, context.RequestAborted);
                }
            }

            await CloseAsync(socket, WebSocketCloseStatus.EndpointUnavailable, "the central system goes down");
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            await CloseAsync(socket, WebSocketCloseStatus.NormalClosure, "");
        }

        await closing;
    }

    private static async Task SendAsync(WebSocket socket, byte[] json, CancellationToken aborted)
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, aborted);
        await socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, either.Token);
    }

    /// <summary>A reader of events has nothing to say; what it says is read away until it closes.</summary>
    private static async Task ReadToCloseAsync(WebSocket socket, CancellationTokenSource ended)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer, ended.Token)).MessageType != WebSocketMessageType.Close)
            {
                // Whatever it was.
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // It has gone without a word.
        }

        await ended.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string reason)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        try
        {
            await socket.CloseOutputAsync(status, reason, patience.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The other end was quicker.
        }
    }
}
