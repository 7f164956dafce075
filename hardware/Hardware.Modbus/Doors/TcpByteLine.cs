using System.Net.Sockets;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Modbus.Doors;

/// <summary>A TCP connection as a byte line. It connects at the first use and again after it was lost.</summary>
/// <param name="connectTimeout">How long the other side may take to accept.</param>
public sealed class TcpByteLine(string host, int port, TimeSpan connectTimeout) : IByteLine
{
    private Socket? _socket;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var socket = _socket ??= Connect();
            while (bytes.Length > 0)
            {
                bytes = bytes[socket.Send(bytes)..];
            }
        }
        catch (SocketException fault)
        {
            throw Lost(fault);
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        try
        {
            var socket = _socket ??= Connect();
            if (!socket.Poll(timeout, SelectMode.SelectRead))
            {
                return 0;
            }

            var read = socket.Receive(buffer);
            return read > 0 ? read : throw Lost(null);
        }
        catch (SocketException fault)
        {
            throw Lost(fault);
        }
    }

    public void DiscardInput()
    {
        try
        {
            Span<byte> waste = stackalloc byte[512];
            while (_socket is { } socket && socket.Poll(0, SelectMode.SelectRead))
            {
                if (socket.Receive(waste) == 0)
                {
                    // The other side has closed an idle connection: no fault, the next write connects anew.
                    Close();
                }
            }
        }
        catch (SocketException)
        {
            Close();
        }
    }

    public void Pause(TimeSpan duration) => Thread.Sleep(duration);

    public void Dispose() => Close();

    private Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(connectTimeout);
        try
        {
            socket.ConnectAsync(host, port, limit.Token).AsTask().GetAwaiter().GetResult();
            return socket;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw new IOException($"{host}:{port} does not accept a connection.");
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private IOException Lost(SocketException? fault)
    {
        Close();
        return new IOException($"The connection to {host}:{port} is lost: {fault?.GetBaseException().Message ?? "closed by the other side"}", fault);
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
