using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Ocpp.Doors;

/// <summary>
/// A link over a WebSocket, of either side. It reads and writes on the pool and posts whole frames to the loop, one turn a frame.
/// </summary>
/// <param name="socket">An open socket; the link owns it from now on.</param>
/// <param name="subprotocol">What both sides agreed on.</param>
public sealed class WebSocketFrameLink(Loop loop, WebSocket socket, string subprotocol) : IFrameLink
{
    private const int UsualBufferBytes = 4 * 1024;

    // A peer that reads nothing must not fill our memory.
    private const int MaxQueuedBytes = 8 * Frame.MaxLengthBytes;

    private readonly Channel<ReadOnlyMemory<byte>> _queue = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _queuedBytes;
    private volatile string? _closeReason;
    private LinkClosed? _end;
    private bool _isClosed;
    private int _opened;

    public event Action<ReadOnlyMemory<byte>>? Received;

    public event Action<string>? Refused;

    public event Action<LinkClosed>? Closed;

    public string Subprotocol { get; } = subprotocol;

    /// <summary>Completes on the pool when the link has ended: what a server's request handler waits for.</summary>
    public Task Completion => _completion.Task;

    /// <summary>How long the other side may take for its part in the end.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public void Open()
    {
        if (Interlocked.Exchange(ref _opened, 1) == 0)
        {
            _ = Task.Run(RunAsync);
        }
    }

    public void Send(ReadOnlyMemory<byte> utf8Frame)
    {
        if (_closeReason is not null || _isClosed)
        {
            return;
        }

        if (Interlocked.Add(ref _queuedBytes, utf8Frame.Length) > MaxQueuedBytes)
        {
            End(LinkCloseCause.Lost, "the other side does not read");
            socket.Abort();
            return;
        }

        _queue.Writer.TryWrite(utf8Frame);
    }

    public void Close(string reason)
    {
        if (_closeReason is not null || _isClosed)
        {
            return;
        }

        _closeReason = reason;
        _queue.Writer.TryComplete();

        // A link that nobody opened has nobody to take part in its end.
        Open();
        _ = Task.Run(AbortLateAsync);
    }

    private async Task RunAsync()
    {
        var sending = SendAllAsync();
        await ReceiveAllAsync();
        _queue.Writer.TryComplete();
        await sending;
        socket.Dispose();
        var end = _end ?? new LinkClosed(LinkCloseCause.Lost, "the connection ended");
        loop.Post(() =>
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
            await foreach (var frame in _queue.Reader.ReadAllAsync())
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
                Interlocked.Add(ref _queuedBytes, -frame.Length);
            }

            if (_closeReason is { } reason)
            {
                End(LinkCloseCause.ByUs, reason);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, Shortened(reason), CancellationToken.None);
            }
        }
        catch (Exception broken) when (IsLoss(broken))
        {
            // The receiving half learns it too, and tells.
            End(LinkCloseCause.Lost, broken.Message);
            socket.Abort();
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
                    var told = socket.CloseStatusDescription;
                    End(LinkCloseCause.ByPeer, string.IsNullOrEmpty(told) ? $"closed with status {(int?)socket.CloseStatus}" : told);
                    await AnswerCloseAsync();
                    return;
                }

                Deliver(result.MessageType, buffer.AsSpan(0, length), tooLong);
                if (buffer.Length > 16 * UsualBufferBytes)
                {
                    // Long messages are rare; thousands of links must not keep their room.
                    Resize(ref buffer, UsualBufferBytes, keep: 0);
                }
            }
        }
        catch (Exception broken) when (IsLoss(broken))
        {
            End(_closeReason is null ? LinkCloseCause.Lost : LinkCloseCause.ByUs, _closeReason ?? broken.Message);
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
                    tooLong = true;
                    length = 0;
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

    private void Deliver(WebSocketMessageType type, ReadOnlySpan<byte> message, bool tooLong)
    {
        if (type == WebSocketMessageType.Binary)
        {
            loop.Post(() => Refused?.Invoke("a binary message, where OCPP-J has text only"));
        }
        else if (tooLong)
        {
            loop.Post(() => Refused?.Invoke($"a message of more than {Frame.MaxLengthBytes} bytes"));
        }
        else
        {
            var frame = message.ToArray();
            loop.Post(() => Received?.Invoke(frame));
        }
    }

    private async Task AnswerCloseAsync()
    {
        _queue.Writer.TryComplete();
        if (socket.State == WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(CloseTimeout);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
    }

    private async Task AbortLateAsync()
    {
        if (await Task.WhenAny(Completion, Task.Delay(CloseTimeout)) != Completion)
        {
            socket.Abort();
        }
    }

    /// <summary>The first cause that is told is the one that counts.</summary>
    private void End(LinkCloseCause cause, string description) =>
        Interlocked.CompareExchange(ref _end, new LinkClosed(cause, description), null);

    // The standard allows 123 bytes.
    private static string Shortened(string reason) => reason.Length <= 40 ? reason : reason[..40];

    private static bool IsLoss(Exception broken) =>
        broken is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
