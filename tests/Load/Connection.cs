using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace ChargerFirmware.Tests.Load;

/// <summary>One WebSocket of a station: one call at a time, and every command answered.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>One for all: a handler of its own for each of thousands would cost more than all the rest.</summary>
    private static readonly HttpMessageInvoker s_http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(20) });

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Figures _figures;
    private TaskCompletionSource<Answer>? _open;
    private string _openId = "";
    private int _calls;
    private volatile string? _lost;

    private Connection(Figures figures)
    {
        _figures = figures;
        _socket.Options.AddSubProtocol("ocpp1.6");
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        _socket.Options.SetBuffer(2048, 2048);
    }

    public bool IsLost => _lost is not null;

    /// <exception cref="ConnectionLostException">It cannot be opened.</exception>
    public static async Task<Connection> DialAsync(Uri url, Figures figures)
    {
        var connection = new Connection(figures);
        try
        {
            using var patience = new CancellationTokenSource(Pace.AnswerTimeout);
            await connection._socket.ConnectAsync(url, s_http, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or HttpRequestException)
        {
            connection.Dispose();
            throw new ConnectionLostException(failure is OperationCanceledException ? "no connection in time" : "connection refused");
        }

        figures.Connected();
        _ = connection.ReadAsync();
        return connection;
    }

    /// <summary>Calls, and waits for the answer, which is measured.</summary>
    /// <returns>The payload; null for a CALLERROR, which is counted.</returns>
    /// <exception cref="ConnectionLostException">No answer will come.</exception>
    public async Task<JsonElement?> CallAsync(string action, string payload)
    {
        var open = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _openId = (++_calls).ToString(CultureInfo.InvariantCulture);
        Volatile.Write(ref _open, open);
        var began = Stopwatch.GetTimestamp();
        await SendAsync(Frames.Call(_openId, action, payload));
        Answer answer;
        try
        {
            // What is lost from here on is told to the task; what was lost before it was seen has been told to nobody.
            answer = IsLost && !open.Task.IsCompleted
                ? throw new ConnectionLostException(_lost!)
                : await open.Task.WaitAsync(Pace.AnswerTimeout);
        }
        catch (TimeoutException)
        {
            Lose("no answer in time");
            throw new ConnectionLostException("no answer in time");
        }

        _figures.Answered(action, Stopwatch.GetElapsedTime(began, answer.At));
        if (answer.Error is { } code)
        {
            _figures.Error($"CALLERROR {code} to {action}");
            return null;
        }

        return answer.Payload;
    }

    /// <summary>Ends it, in order or not.</summary>
    public async Task EndAsync(bool breaks)
    {
        if (!breaks)
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
            catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // It is lost already.
            }
        }

        Lose("ended by the station");
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private async Task SendAsync(byte[] frame)
    {
        await _sending.WaitAsync();
        try
        {
            using var patience = new CancellationTokenSource(Pace.AnswerTimeout);
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            Lose(failure is OperationCanceledException ? "not taken in time" : "connection lost");
            throw new ConnectionLostException(_lost!);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[2048];
        try
        {
            for (var length = 0; ;)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    Lose($"closed by the central system with {(int?)_socket.CloseStatus}");
                    return;
                }

                length += part.Count;
                if (part.EndOfMessage)
                {
                    await TakeAsync(buffer.AsMemory(0, length), Stopwatch.GetTimestamp());
                    length = 0;
                }
                else if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or ConnectionLostException)
        {
            Lose("connection lost");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            _figures.Error("a frame that is none");
            Lose("a frame that is none");
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> frame, long at)
    {
        using var document = JsonDocument.Parse(frame);
        var (type, id) = (document.RootElement[0].GetInt32(), document.RootElement[1].GetString()!);
        if (type == 2)
        {
            var action = document.RootElement[2].GetString()!;
            _figures.Command(action);
            await SendAsync(Frames.Result(id, Frames.AnswerTo(action)));
            return;
        }

        if (id != _openId || Interlocked.Exchange(ref _open, null) is not { } open)
        {
            _figures.Error("an answer to nothing");
            return;
        }

        open.TrySetResult(type == 3
            ? new Answer(at, document.RootElement[2].Clone(), null)
            : new Answer(at, default, document.RootElement[2].GetString()));
    }

    private void Lose(string kind)
    {
        _lost ??= kind;
        Interlocked.Exchange(ref _open, null)?.TrySetException(new ConnectionLostException(_lost));
        Dispose();
    }

    private readonly record struct Answer(long At, JsonElement Payload, string? Error);
}
