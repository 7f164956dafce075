using System.Net.Sockets;
using System.Threading.Channels;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Emulator.Remote.Adapters;

/// <summary>
/// Serves an emulated board on a Unix domain socket, for a station in a process of its own. A station that is killed leaves
/// pins, registers and chips as they are; what falls, falls by physics.
/// </summary>
public sealed class BoardServer : IDisposable
{
    private readonly Loop _loop;
    private readonly EmulatedBoard _board;
    private readonly string _path;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _end = new();

    /// <param name="loop">The board's loop; it must take posts from other threads.</param>
    /// <param name="path">Where the socket is made; at most 100 characters or so, as the system has it.</param>
    /// <exception cref="SocketException">It cannot be made there.</exception>
    public BoardServer(Loop loop, EmulatedBoard board, string path)
    {
        _loop = loop;
        _board = board;
        _path = path;
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Stops listening and lets every station see that its board is gone.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        File.Delete(_path);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var end = _end.Token;
        try
        {
            while (true)
            {
                var station = await _listener.AcceptAsync(end);
                _ = Task.Run(() => ServeAsync(new FrameStream(station), end));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(FrameStream stream, CancellationToken end)
    {
        using var owned = stream;
        var edges = Channel.CreateUnbounded<byte[]>();
        IServedBus? bus = null;
        try
        {
            var greeting = await stream.ReadAsync(end);
            bus = await OnLoopAsync(() => Task.FromResult(ServedBoard.Open(_board, greeting, edge => edges.Writer.TryWrite(edge))));
            await stream.WriteAsync(RemoteMessage.Answer(), end);
            if (bus is ServedEdges)
            {
                await SendEdgesAsync(stream, edges.Reader, end);
            }
            else
            {
                await AnswerAsync(stream, bus, end);
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // The station has gone, or we end.
        }
        catch (InvalidDataException nonsense)
        {
            await RefuseAsync(stream, nonsense.Message, end);
        }
        finally
        {
            if (bus is not null)
            {
                _loop.Post(bus.Dispose);
            }
        }
    }

    private static async Task SendEdgesAsync(FrameStream stream, ChannelReader<byte[]> edges, CancellationToken end)
    {
        // Nothing is ever said there: the read ends when the station does.
        var gone = stream.ReadAsync(end);
        while (true)
        {
            var next = edges.WaitToReadAsync(end).AsTask();
            if (await Task.WhenAny(gone, next) == gone)
            {
                await gone;
                return;
            }

            while (edges.TryRead(out var edge))
            {
                await stream.WriteAsync(edge, end);
            }
        }
    }

    private async Task AnswerAsync(FrameStream stream, IServedBus bus, CancellationToken end)
    {
        while (true)
        {
            var request = await stream.ReadAsync(end);
            await stream.WriteAsync(await AnswerAsync(bus, request), end);
        }
    }

    private async Task<byte[]> AnswerAsync(IServedBus bus, byte[] request)
    {
        try
        {
            return RemoteMessage.Answer(await OnLoopAsync(() => bus.AnswerAsync(request)));
        }
        catch (IOException refusal)
        {
            return RemoteMessage.Failure(refusal.Message);
        }
    }

    private static async Task RefuseAsync(FrameStream stream, string problem, CancellationToken end)
    {
        try
        {
            await stream.WriteAsync(RemoteMessage.Failure(problem), end);
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // It did not wait for the reason.
        }
    }

    private Task<T> OnLoopAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() => _loop.Start(async () =>
        {
            try
            {
                done.SetResult(await work());
            }
#pragma warning disable CA1031 // It reaches the connection.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                done.SetException(fault);
            }
        }));
        return done.Task;
    }
}
