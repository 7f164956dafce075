using System.Threading.Channels;
using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Ocpp.Adapters;

/// <summary>The frames that wait to go out over one socket, counted in bytes: a peer that reads nothing must not fill our memory.</summary>
internal sealed class SendQueue
{
    private const int MaxBytes = 8 * Frame.MaxLengthBytes;

    // Above it nothing is read from a peer: what it sends would only lead to more answers that it does not read.
    private const int PauseBytes = Frame.MaxLengthBytes;

    private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(
        new UnboundedChannelOptions { SingleReader = true });

    private long _bytes;
    private TaskCompletionSource? _drained;

    /// <returns>False when more waits than a peer that reads can leave behind: the frame was not taken.</returns>
    public bool TryAdd(ReadOnlyMemory<byte> frame)
    {
        if (Interlocked.Add(ref _bytes, frame.Length) > MaxBytes)
        {
            return false;
        }

        _frames.Writer.TryWrite(frame);
        return true;
    }

    /// <summary>Nothing is added any more; what waits still goes out.</summary>
    public void Complete() => _frames.Writer.TryComplete();

    /// <summary>Sends what is added, one frame after the other, until <see cref="Complete"/>.</summary>
    /// <exception cref="Exception">Whatever <paramref name="send"/> throws.</exception>
    public async Task SendAllAsync(Func<ReadOnlyMemory<byte>, ValueTask> send)
    {
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync())
            {
                await send(frame);
                if (Interlocked.Add(ref _bytes, -frame.Length) <= PauseBytes)
                {
                    Volatile.Read(ref _drained)?.TrySetResult();
                }
            }
        }
        finally
        {
            Interlocked.Exchange(ref _bytes, 0);
            Volatile.Read(ref _drained)?.TrySetResult();
        }
    }

    /// <summary>Waits while the peer has left too much unread. Called by one reader, before it reads on.</summary>
    public async ValueTask UntilDrainedAsync()
    {
        while (Interlocked.Read(ref _bytes) > PauseBytes)
        {
            var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _drained, drained);
            if (Interlocked.Read(ref _bytes) > PauseBytes)
            {
                await drained.Task;
            }
        }
    }
}
