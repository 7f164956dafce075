using System.Net.Sockets;
using System.Threading.Channels;

namespace ChargerFirmware.Network.Doors;

/// <summary>One connection through a <see cref="TcpProxy"/>: both its sockets, and the bytes on their way in either direction.</summary>
internal sealed class TcpPassage(TcpProxy line, Socket near, Socket far) : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    // Chunks that may wait in one direction: 1 MiB. Then nothing more is read, and TCP makes the sender wait.
    private const int MaxChunks = 64;

    private volatile bool _isForgotten;

    /// <summary>Carries until both sides have ended.</summary>
    public async Task RunAsync()
    {
        near.NoDelay = true;
        far.NoDelay = true;
        await Task.WhenAll(CarryAsync(near, far), CarryAsync(far, near));
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

    private async Task CarryAsync(Socket from, Socket to)
    {
        var chunks = Channel.CreateBounded<(byte[] Bytes, long Due)>(new BoundedChannelOptions(MaxChunks) { SingleReader = true, SingleWriter = true });
        await Task.WhenAll(ReadAsync(from, chunks.Writer), WriteAsync(chunks.Reader, to));
    }

    private async Task ReadAsync(Socket from, ChannelWriter<(byte[] Bytes, long Due)> chunks)
    {
        var buffer = new byte[ChunkBytes];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (_isForgotten)
                {
                    Swallow(count);
                }
                else
                {
                    await chunks.WriteAsync((buffer[..count], line.Due()));
                }
            }
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

                for (var sent = 0; sent < bytes.Length;)
                {
                    sent += await to.SendAsync(bytes.AsMemory(sent));
                }
            }

            if (!_isForgotten)
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
