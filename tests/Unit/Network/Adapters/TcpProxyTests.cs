using System.Net;
using System.Net.Sockets;
using System.Text;
using ChargerFirmware.Network.Adapters;

namespace ChargerFirmware.Tests.Unit.Network.Adapters;

public sealed class TcpProxyTests : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly HandTime _time = new();
    private readonly List<Socket> _sockets = [];
    private readonly TaskCompletionSource<int> _swallowed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _unreachable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TcpProxy _proxy;

    public TcpProxyTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _proxy = new TcpProxy(_time, new Uri($"ws://{_listener.LocalEndPoint}"));
        _proxy.Swallowed += count => _swallowed.TrySetResult(count);
        _proxy.Unreachable += _unreachable.SetResult;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _proxy.Dispose();
        _listener.Dispose();
        _sockets.ForEach(socket => socket.Dispose());
    }

    [Fact(Timeout = 30_000)]
    public async Task Bytes_go_both_ways_and_an_end_goes_through()
    {
        var (station, centralSystem) = await ConnectAsync();

        await SendAsync(station, "up");
        await SendAsync(centralSystem, "down");
        station.Shutdown(SocketShutdown.Send);

        Assert.Equal("up", await ReadToEndAsync(centralSystem));
        centralSystem.Shutdown(SocketShutdown.Send);
        Assert.Equal("down", await ReadToEndAsync(station));
    }

    [Fact]
    public void A_line_that_is_mended_is_as_fast_as_before()
    {
        _proxy.Delay(TimeSpan.FromSeconds(2));

        _proxy.Restore();

        Assert.Equal(TimeSpan.Zero, _proxy.Latency);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cut_closes_both_ends_and_nothing_connects_until_the_line_is_mended()
    {
        var (station, centralSystem) = await ConnectAsync();

        _proxy.Cut();

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(station, 1));
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(centralSystem, 1));
        await AssertRefusedAsync();
        _proxy.Restore();
        await AssertCarriesAsync(await ConnectAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_is_connected_stays_so_when_others_are_refused()
    {
        var ends = await ConnectAsync();

        _proxy.Refuse();

        await AssertRefusedAsync();
        await AssertCarriesAsync(ends);
        _proxy.Restore();
        await AssertCarriesAsync(await ConnectAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task On_a_half_open_line_bytes_vanish_unnoticed()
    {
        var (station, centralSystem) = await ConnectAsync();

        _proxy.HalfOpen();
        await SendAsync(station, "lost");

        Assert.Equal(4, await _swallowed.Task.WaitAsync(Cancellation));
        await SendAsync(centralSystem, "lost too");
        station.Dispose();
        Assert.Equal(0, centralSystem.Available);
        Assert.False(centralSystem.Poll(0, SelectMode.SelectRead), "the central system has learned of the end");
    }

    [Fact(Timeout = 30_000)]
    public async Task What_was_half_open_stays_dead_and_learns_it_when_it_speaks()
    {
        var (station, centralSystem) = await ConnectAsync();
        _proxy.HalfOpen();
        await SendAsync(station, "lost");
        await _swallowed.Task.WaitAsync(Cancellation);

        _proxy.Restore();
        await SendAsync(centralSystem, "anybody there?");

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(centralSystem, 1));
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(station, 1));
        await AssertCarriesAsync(await ConnectAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_connects_to_a_half_open_line_gets_through_when_it_is_mended()
    {
        _proxy.HalfOpen();
        var station = await DialAsync();
        await SendAsync(station, "hello");

        _proxy.Restore();

        Assert.Equal("hello", await ReadAsync(await AcceptAsync(), 5));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stalled_line_holds_back_no_more_than_it_has_room_for_and_gives_all_of_it_in_order()
    {
        var (station, centralSystem) = await ConnectAsync();
        var sent = new byte[24 * 1024 * 1024];
        new Random(1).NextBytes(sent);

        _proxy.Stall();
        var sending = SendAllAsync(station, sent);
        while (station.Poll(0, SelectMode.SelectWrite))
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.False(sending.IsCompleted);
        Assert.Equal(0, centralSystem.Available);
        _proxy.Restore();
        var received = new byte[sent.Length];
        await ReadAsync(centralSystem, received);
        await sending;
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_delayed_line_carries_each_byte_after_its_delay()
    {
        var (station, centralSystem) = await ConnectAsync();

        _proxy.Delay(TimeSpan.FromSeconds(15));
        await SendAsync(station, "later");

        // The first is how long a newcomer may take to say who it is.
        Assert.Equal(TimeSpan.FromSeconds(10), (await _time.NextAsync()).DueTime);
        var timer = await _time.NextAsync();
        Assert.Equal(TimeSpan.FromSeconds(15), timer.DueTime);
        Assert.Equal(0, centralSystem.Available);
        timer.End();
        Assert.Equal("later", await ReadAsync(centralSystem, 5));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_central_system_that_is_not_there_is_reported()
    {
        _listener.Dispose();

        await Assert.ThrowsAsync<SocketException>(async () => await ReadAsync(await DialAsync(), 1));

        Assert.Contains("cannot be reached", await _unreachable.Task.WaitAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<(Socket Station, Socket CentralSystem)> ConnectAsync() => (await DialAsync(), await AcceptAsync());

    private async Task<Socket> DialAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(IPAddress.Loopback, _proxy.Port, Cancellation);
        return socket;
    }

    private async Task<Socket> AcceptAsync()
    {
        var socket = await _listener.AcceptAsync(Cancellation);
        _sockets.Add(socket);
        return socket;
    }

    private async Task AssertRefusedAsync()
    {
        var refusal = await Assert.ThrowsAsync<SocketException>(DialAsync);
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    private static async Task AssertCarriesAsync((Socket Station, Socket CentralSystem) ends)
    {
        await SendAsync(ends.Station, "ping");
        Assert.Equal("ping", await ReadAsync(ends.CentralSystem, 4));
        await SendAsync(ends.CentralSystem, "pong");
        Assert.Equal("pong", await ReadAsync(ends.Station, 4));
    }

    private static Task SendAsync(Socket socket, string text) => SendAllAsync(socket, Encoding.ASCII.GetBytes(text));

    private static async Task SendAllAsync(Socket socket, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), Cancellation);
        }
    }

    private static async Task<string> ReadAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        await ReadAsync(socket, bytes);
        return Encoding.ASCII.GetString(bytes);
    }

    private static async Task ReadAsync(Socket socket, byte[] bytes)
    {
        for (var read = 0; read < bytes.Length;)
        {
            var count = await socket.ReceiveAsync(bytes.AsMemory(read), Cancellation);
            read += count > 0 ? count : throw new EndOfStreamException();
        }
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var buffer = new byte[100];
        var text = "";
        while (await socket.ReceiveAsync(buffer, Cancellation) is > 0 and var count)
        {
            text += Encoding.ASCII.GetString(buffer, 0, count);
        }

        return text;
    }
}
