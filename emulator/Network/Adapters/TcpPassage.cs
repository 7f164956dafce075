using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using ChargerFirmware.Network.WebSockets;

namespace ChargerFirmware.Network.Adapters;

/// <summary>One connection through a <see cref="TcpProxy"/>: both its sockets, and the bytes on their way in either direction.</summary>
internal sealed class TcpPassage(TcpProxy line, Socket near, Socket far) : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    // Chunks that may wait in one direction: 1 MiB. Then nothing more is read, and TCP makes the sender wait.
    private const int MaxChunks = 64;

    // A browser or a station sends its request at once; whoever does not only keeps a connection busy.
    private static readonly TimeSpan s_headTime = TimeSpan.FromSeconds(10);

    private readonly Conversation _conversation = new();
    private readonly HeadGuard? _guard = line.IsReadable ? new HeadGuard(line.Rule, (IPEndPoint)near.LocalEndPoint!) : null;
    private volatile bool _isForgotten;

    /// <summary>Nobody knows yet who it is that has connected.</summary>
    public bool IsUnknown => _guard is { IsDecided: false };

    /// <summary>Carries until both sides have ended.</summary>
    public async Task RunAsync()
    {
        near.NoDelay = true;
        far.NoDelay = true;
        using var patience = _guard is null ? null : line.Time.CreateTimer(_ => ResetUnknown(), null, s_headTime, Timeout.InfiniteTimeSpan);
        await Task.WhenAll(CarryAsync(LinkEnd.Station, near, far), CarryAsync(LinkEnd.CentralSystem, far, near));
    }

    /// <summary>Answers the request of whoever has connected, in the central system's place.</summary>
    public async Task AnswerAsync(byte[] answer)
    {
        near.NoDelay = true;
        var buffer = new byte[ChunkBytes];
        try
        {
            for (var read = 0; !buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8);)
            {
                if (await near.ReceiveAsync(buffer.AsMemory(read)) is not (> 0 and var count))
                {
                    return;
                }

                read += count;
            }

            await UntilAsync(line.Due());
            if (!_isForgotten)
            {
                await SendAsync(near, answer);
                near.Shutdown(SocketShutdown.Send);
            }

            await DrainAsync(near);
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            // Whoever asked has left, or the line was cut.
        }
    }

    /// <summary>From now on what comes vanishes, and neither side learns when the other ends.</summary>
    public void Forget() => _isForgotten = true;

    /// <summary>Both sides learn at once that the connection is lost.</summary>
    public void Reset()
    {
        Reset(near);
        Reset(far);
    }

    public void Dispose()
    {
        near.Dispose();
        far.Dispose();
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }

        socket.Dispose();
    }

    private static async Task SendAsync(Socket to, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await to.SendAsync(bytes.AsMemory(sent));
        }
    }

    private async Task CarryAsync(LinkEnd end, Socket from, Socket to)
    {
        var chunks = Channel.CreateBounded<(byte[] Bytes, long Due)>(new BoundedChannelOptions(MaxChunks) { SingleReader = true, SingleWriter = true });
        await Task.WhenAll(ReadAsync(end, from, chunks.Writer), WriteAsync(chunks.Reader, to));
    }

    private async Task ReadAsync(LinkEnd end, Socket from, ChannelWriter<(byte[] Bytes, long Due)> chunks)
    {
        var buffer = new byte[ChunkBytes];
        var messages = line.IsReadable ? new MessageScanner() : null;
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (_isForgotten)
                {
                    Swallow(count);
                }
                else if (await GuardAsync(end, buffer.AsMemory(0, count)) is { } passing)
                {
                    await PutAsync(chunks, messages is null ? passing : Disturb(end, messages.Take(passing)));
                }
                else
                {
                    return;
                }
            }

            if (end == LinkEnd.Station && _guard is not null)
            {
                await PutAsync(chunks, _guard.Rest());
            }

            await PutAsync(chunks, messages?.Rest().ToArray() ?? []);
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException or ChannelClosedException)
        {
            if (!_isForgotten)
            {
                Reset();
            }
        }
        finally
        {
            if (_isForgotten)
            {
                from.Dispose();
            }

            chunks.TryComplete();
        }
    }

    /// <summary>What of it may pass; null where nothing may, which its sender has been answered.</summary>
    private async Task<byte[]?> GuardAsync(LinkEnd from, ReadOnlyMemory<byte> bytes)
    {
        if (from != LinkEnd.Station || _guard is null)
        {
            return bytes.ToArray();
        }

        var passing = _guard.Take(bytes.Span);
        if (_guard.Refusal is not { } refusal)
        {
            return passing;
        }

        far.Shutdown(SocketShutdown.Both);
        await SendAsync(near, UpgradeRefusal.Of(refusal));
        near.Shutdown(SocketShutdown.Send);
        await DrainAsync(near);
        return null;
    }

    /// <summary>To close with something unread would be a reset, which can overtake the answer.</summary>
    private static async Task DrainAsync(Socket from)
    {
        var buffer = new byte[ChunkBytes];
        while (await from.ReceiveAsync(buffer) > 0)
        {
        }
    }

    private void ResetUnknown()
    {
        if (_guard is not { IsDecided: true, Refusal: null })
        {
            Reset();
        }
    }

    private async ValueTask PutAsync(ChannelWriter<(byte[] Bytes, long Due)> chunks, byte[] bytes)
    {
        foreach (var chunk in bytes.Chunk(ChunkBytes))
        {
            await chunks.WriteAsync((chunk, line.Due()));
        }
    }

    /// <summary>What is to arrive: a message that was to be dropped is missing, another may be there twice.</summary>
    private byte[] Disturb(LinkEnd from, IReadOnlyList<Piece> pieces)
    {
        var passing = new List<byte>();
        foreach (var piece in pieces)
        {
            var copies = piece.Text is { } text ? line.CopiesOf(_conversation, from, text) : 1;
            for (var copy = 0; copy < copies; copy++)
            {
                passing.AddRange(piece.Wire.Span);
            }
        }

        return [.. passing];
    }

    private async Task WriteAsync(ChannelReader<(byte[] Bytes, long Due)> chunks, Socket to)
    {
        try
        {
            await foreach (var (bytes, due) in chunks.ReadAllAsync())
            {
                await UntilAsync(due);
                if (_isForgotten)
                {
                    Swallow(bytes.Length);
                    continue;
                }

                await SendAsync(to, bytes);
            }

            if (!_isForgotten && _guard?.Refusal is null)
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            if (!_isForgotten)
            {
                Reset();
            }
        }
    }

    private async Task UntilAsync(long due)
    {
        var wait = line.Time.GetElapsedTime(line.Time.GetTimestamp(), due);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, line.Time);
        }

        await line.CarriesAsync();
    }

    /// <summary>Once the line carries again, the far side of a forgotten connection says that it knows of none.</summary>
    private void Swallow(int bytes)
    {
        line.NoteSwallowed(bytes);
        if (line.State is LineState.Up or LineState.Refusing)
        {
            Reset();
        }
    }
}
