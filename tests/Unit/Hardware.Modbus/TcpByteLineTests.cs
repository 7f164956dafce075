using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Hardware.Modbus.Adapters;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class TcpByteLineTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpByteLine _line;

    public TcpByteLineTests()
    {
        _listener.Start();
        _line = new TcpByteLine("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, s_patience);
    }

    [Fact]
    public void Bytes_go_there_and_back()
    {
        _line.Write([1, 2, 3]);
        using var peer = _listener.AcceptSocket();
        var received = new byte[3];
        peer.Receive(received);
        peer.Send([4, 5]);

        var buffer = new byte[10];
        Assert.Equal(2, _line.Read(buffer, s_patience));
        Assert.Equal([1, 2, 3], received);
        Assert.Equal([4, 5], buffer[..2]);
    }

    [Fact]
    public void Silence_is_nothing_read()
    {
        _line.Write([1]);

        Assert.Equal(0, _line.Read(new byte[10], TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void What_was_not_read_can_be_thrown_away()
    {
        _line.Write([1]);
        using var peer = _listener.AcceptSocket();
        peer.Send([1, 2, 3]);
        Assert.Equal(1, _line.Read(new byte[1], s_patience));

        _line.DiscardInput();

        Assert.Equal(0, _line.Read(new byte[10], TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void A_connection_closed_by_the_other_side_is_lost_and_made_anew()
    {
        _line.Write([1]);
        _listener.AcceptSocket().Dispose();
        Assert.ThrowsAny<IOException>(() => _line.Read(new byte[1], s_patience));

        _line.Write([2]);
        using var peer = _listener.AcceptSocket();
        var received = new byte[1];
        peer.Receive(received);
        Assert.Equal([2], received);
    }

    [Fact]
    public void A_port_without_a_listener_is_a_lost_line()
    {
        _listener.Stop();

        Assert.ThrowsAny<IOException>(() => _line.Write([1]));
    }

    public void Dispose()
    {
        _line.Dispose();
        _listener.Dispose();
    }
}
