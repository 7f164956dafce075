namespace ChargerFirmware.Ocpp.Adapters;

/// <summary>
/// The stream below a client's WebSocket. It notes when the peer was last heard of, and puts pings of its own between two frames:
/// the socket itself fixes its ping interval when it is made, and a station's interval changes while it is connected.
/// </summary>
/// <remarks>
/// It rests on the socket writing each frame by one call, as .NET does; each call has the stream to itself. The pongs are the
/// socket's to read and to pass over (RFC 6455, 5.5.3).
/// </remarks>
internal sealed class ProbedStream(Stream inner) : Stream
{
    // FIN and opcode 9; masked, as all that a client sends, with no payload that the mask would act on.
    private static readonly byte[] s_ping = [0x89, 0x80, 0, 0, 0, 0];

    private readonly SemaphoreSlim _gate = new(1);
    private long _heardAt = TimeProvider.System.GetTimestamp();

    /// <summary>When bytes last came in: a <see cref="TimeProvider.GetTimestamp"/> of the machine.</summary>
    public long HeardAt => Interlocked.Read(ref _heardAt);

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends a ping behind the frame that is being written.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public async Task PingAsync()
    {
        await WriteAsync(s_ping, CancellationToken.None).ConfigureAwait(false);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Note(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Note(inner.Read(buffer, offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _gate.Wait();
        try
        {
            inner.Write(buffer, offset, count);
        }
        finally
        {
            _gate.Release();
        }
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Note(int count)
    {
        if (count > 0)
        {
            Interlocked.Exchange(ref _heardAt, TimeProvider.System.GetTimestamp());
        }

        return count;
    }
}
