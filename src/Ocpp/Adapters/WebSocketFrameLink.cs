using System.Buffers;
using System.Net.WebSockets;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Ocpp.Adapters;

/// <summary>
/// A link over a WebSocket, of either side. It reads and writes on the pool and posts whole frames to the loop, one turn a frame. It reads
/// no further than the loop has taken, nor than the other side has read what it was answered.
/// </summary>
/// <param name="socket">An open socket; the link owns it from now on.</param>
/// <param name="subprotocol">What both sides agreed on.</param>
public sealed class WebSocketFrameLink(Loop loop, WebSocket socket, string subprotocol) : IFrameLink
{
    private const int UsualBufferBytes = 4 * 1024;

    private readonly SendQueue _queue = new();
    private readonly PeerInlet _inlet = new(loop);
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkProbe? _probe;
    private volatile bool _isListening;
    private volatile string? _closeReason;
    private LinkClosed? _end;
    private bool _isClosed;
    private int _opened;

    public event Action<ReadOnlyMemory<byte>>? Received;

    public event Action<FrameFault>? Refused;

    public event Action<LinkClosed>? Closed;

    public string Subprotocol { get; } = subprotocol;

    /// <summary>Completes on the pool when the link has ended: what a server's request handler waits for.</summary>
    public Task Completion => _completion.Task;

    /// <summary>How long the other side may take for its part in the end.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The stream below the socket, where pings can be put on it; null where the socket sends its own.</summary>
    internal ProbedStream? Stream { get; init; }

    /// <inheritdoc cref="DialOptions.PongTimeout"/>
    internal TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public void Open()
    {
        if (Interlocked.Exchange(ref _opened, 1) == 0)
        {
            _ = Task.Run(RunAsync);
        }
    }

    public void PingEvery(TimeSpan interval)
    {
        if (Stream is { } stream && _closeReason is null && !_isClosed)
        {
            _probe ??= new LinkProbe(stream, PongTimeout, () => _isListening, OnSilence);
            _probe.Every(interval);
        }
    }

    public void Send(ReadOnlyMemory<byte> utf8Frame)
    {
        if (_closeReason is not null || _isClosed)
        {
            return;
        }

        if (!_queue.TryAdd(utf8Frame))
        {
            End(LinkCloseCause.Lost, "the other side does not read");
            Abort();
        }
    }

    public void Close(string reason)
    {
        if (_closeReason is not null || _isClosed)
        {
            return;
        }

        _closeReason = reason;
        _queue.Complete();

        // A link that was never opened has no receiver to take part in its end.
        Open();
        _ = Task.Run(AbortLateAsync);
    }

    private async Task RunAsync()
    {
        var sending = SendAllAsync();
        await ReceiveAllAsync();
        _queue.Complete();
        await sending;
        _probe?.Dispose();
        socket.Dispose();
        var end = _end ?? new LinkClosed(LinkCloseCause.Lost, "the connection ended");

        // Behind the frames that came before it.
        loop.PostBehind(() =>
        {
            _isClosed = true;
            Closed?.Invoke(end);
        });
        _completion.TrySetResult();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await _queue.SendAllAsync(
                frame => socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None));
            if (_closeReason is { } reason)
            {
                End(LinkCloseCause.ByUs, reason);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, Shortened(reason), CancellationToken.None);
            }
        }
        catch (Exception broken) when (IsLoss(broken))
        {
            // The receiving half sees it too, and reports it.
            End(LinkCloseCause.Lost, broken.GetBaseException().Message);
            Abort();
        }
    }

    private async Task ReceiveAllAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(UsualBufferBytes);
        try
        {
            while (true)
            {
                var (result, length, tooLong) = await ReceiveMessageAsync();
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    var description = socket.CloseStatusDescription;
                    End(LinkCloseCause.ByPeer, string.IsNullOrEmpty(description) ? $"closed with status {(int?)socket.CloseStatus}" : description);
                    await AnswerCloseAsync();
                    return;
                }

                await DeliverAsync(result.MessageType, buffer.AsMemory(0, length), tooLong);
                await _queue.UntilDrainedAsync();
                if (buffer.Length > 16 * UsualBufferBytes)
                {
                    // Long messages are rare; thousands of links must not keep their room.
                    Resize(ref buffer, UsualBufferBytes, keep: 0);
                }
            }
        }
        catch (Exception broken) when (IsLoss(broken))
        {
            End(_closeReason is null ? LinkCloseCause.Lost : LinkCloseCause.ByUs, _closeReason ?? broken.GetBaseException().Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // Puts the fragments of one message together; of one that is too long the rest is read and thrown away.
        async ValueTask<(ValueWebSocketReceiveResult Result, int Length, bool TooLong)> ReceiveMessageAsync()
        {
            var length = 0;
            var tooLong = false;
            _isListening = true;
            while (true)
            {
                if (length == buffer.Length)
                {
                    Resize(ref buffer, length * 2, keep: length);
                }

                var result = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += result.Count;
                if (length > Frame.MaxLengthBytes)
                {
                    // Its head says who waits for an answer.
                    tooLong = true;
                    length = FrameParser.MaxHeadBytes;
                }

                if (result.EndOfMessage || result.MessageType == WebSocketMessageType.Close)
                {
                    return (result, length, tooLong);
                }
            }
        }
    }

    private static void Resize(ref byte[] buffer, int bytes, int keep)
    {
        var other = ArrayPool<byte>.Shared.Rent(bytes);
        buffer.AsSpan(0, keep).CopyTo(other);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = other;
    }

    private async ValueTask DeliverAsync(WebSocketMessageType type, ReadOnlyMemory<byte> message, bool tooLong)
    {
        Action take;
        if (type == WebSocketMessageType.Binary)
        {
            var fault = new FrameFault(FrameFaultKind.Binary, "a binary message, where OCPP-J has text only", FrameType.Unknown, null);
            take = () => Refused?.Invoke(fault);
        }
        else if (tooLong)
        {
            var fault = FrameParser.TooLong(message.Span[..FrameParser.MaxHeadBytes]);
            take = () => Refused?.Invoke(fault);
        }
        else
        {
            var frame = message.ToArray();
            take = () => Received?.Invoke(frame);
        }

        _isListening = false;
        await _inlet.PostAsync(take);
    }

    private async Task AnswerCloseAsync()
    {
        _queue.Complete();
        if (socket.State == WebSocketState.CloseReceived)
        {
            // An endpoint typically echoes the status it received (RFC 6455, 5.5.1).
            using var patience = new CancellationTokenSource(CloseTimeout);
            await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
    }

    private async Task AbortLateAsync()
    {
        if (await Task.WhenAny(Completion, Task.Delay(CloseTimeout)) != Completion)
        {
            Abort();
        }
    }

    /// <summary>The pings are no longer answered. On the pool.</summary>
    private void OnSilence()
    {
        End(LinkCloseCause.Lost, "no answer to a ping");
        Abort();
    }

    /// <summary>Ends the socket at once, and every wait for the other side or for the loop.</summary>
    private void Abort()
    {
        socket.Abort();
        _inlet.Close();
    }

    /// <summary>The first reason that is reported is the one that counts.</summary>
    private void End(LinkCloseCause cause, string description) =>
        Interlocked.CompareExchange(ref _end, new LinkClosed(cause, description), null);

    // The standard allows 123 bytes.
    private static string Shortened(string reason) => reason.Length <= 40 ? reason : reason[..40];

    private static bool IsLoss(Exception broken) =>
        broken is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
