using System.Net.Sockets;

namespace ChargerFirmware.Emulator.Remote.Adapters;

/// <summary>A station's connection to one bus of its board. Blocking; one thread uses it.</summary>
internal sealed class BusConnection : IDisposable
{
    private readonly FrameStream _stream;

    private BusConnection(FrameStream stream) => _stream = stream;

    /// <param name="path">The board's socket.</param>
    /// <exception cref="IOException">No board listens there, or it has no such bus.</exception>
    public static BusConnection Open(string path, RemoteBus kind, string bus)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refusal)
        {
            socket.Dispose();
            throw new IOException($"no board answers at {path}: {refusal.Message}", refusal);
        }

        var connection = new BusConnection(new FrameStream(socket));
        try
        {
            connection.Ask(RemoteMessage.Greeting(kind, bus));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The board refuses, or is gone.</exception>
    public ReadOnlySpan<byte> Ask(ReadOnlySpan<byte> request)
    {
        _stream.Write(request);
        return RemoteMessage.ReadAnswer(_stream.Read());
    }

    /// <summary>The next frame that comes by itself.</summary>
    /// <exception cref="IOException">The board is gone.</exception>
    public byte[] Hear() => _stream.Read();

    public void Dispose() => _stream.Dispose();
}
