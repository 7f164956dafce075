using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Modbus.Adapters;

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
        SocketException? refusal = null;
        foreach (var address in Addresses())
        {
            try
            {
                return Connect(address);
            }
            catch (SocketException fault)
            {
                refusal = fault;
            }
        }

        throw refusal ?? new SocketException((int)SocketError.HostNotFound);
    }

    private IPAddress[] Addresses()
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        using var limit = new CancellationTokenSource(connectTimeout);
        try
        {
            return Dns.GetHostAddressesAsync(host, limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new IOException($"{host} is not found: no name server answers.");
        }
    }

    /// <summary>
    /// Without the framework's asynchronous calls: a socket that was used so once wakes the thread pool with every byte that comes, and its
    /// threads spin before they sleep again.
    /// </summary>
    private Socket Connect(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
        try
        {
            try
            {
                socket.Connect(address, port);
            }
            catch (SocketException begun) when (begun.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                if (!socket.Poll(connectTimeout, SelectMode.SelectWrite))
                {
                    throw new SocketException((int)SocketError.TimedOut);
                }

                if ((int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! is not 0 and var error)
                {
                    throw new SocketException(error);
                }
            }

            // A gateway that has stopped reading must not hold the bus's thread forever.
            socket.Blocking = true;
            socket.SendTimeout = (int)connectTimeout.TotalMilliseconds;
            return socket;
        }
        catch
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
