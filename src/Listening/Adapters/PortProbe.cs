using System.Net;
using System.Net.Sockets;

namespace ChargerFirmware.Listening.Adapters;

/// <summary>Looks whether somebody listens at a port. Another process may take it in the moment after.</summary>
public static class PortProbe
{
    // Beyond that somebody has to look what is going on.
    private const int MostTried = 20;

    /// <summary>True where it cannot be listened on any more. Nobody who listens there is disturbed.</summary>
    public static bool IsTaken(IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return false;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    /// <summary>The first port from that one on that is not taken; that one, where there is none near by.</summary>
    public static IPEndPoint FirstFree(IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return Enumerable.Range(endPoint.Port, Math.Min(MostTried, IPEndPoint.MaxPort - endPoint.Port + 1))
            .Select(port => new IPEndPoint(endPoint.Address, port))
            .FirstOrDefault(candidate => endPoint.Port == 0 || !IsTaken(candidate), endPoint);
    }
}
