using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Emulator.Remote.Adapters;

/// <summary>A line of a board in another process. How long a call takes is the board's to say: it answers when the wire would be done.</summary>
public sealed class RemoteByteLine : IByteLine
{
    private readonly BusConnection _connection;

    /// <param name="path">The board's socket.</param>
    /// <exception cref="IOException">No board listens there, or it has no such bus.</exception>
    public RemoteByteLine(string path, string bus) => _connection = BusConnection.Open(path, RemoteBus.Line, bus);

    public void Write(ReadOnlySpan<byte> bytes) => _connection.Ask(RemoteMessage.Request(RemoteOperation.Write, bytes));

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var came = _connection.Ask(RemoteMessage.ReadRequest(buffer.Length, timeout));
        came.CopyTo(buffer);
        return came.Length;
    }

    public void DiscardInput() => _connection.Ask(RemoteMessage.Request(RemoteOperation.Discard));

    public void Pause(TimeSpan duration) => _connection.Ask(RemoteMessage.PauseRequest(duration));

    public void Dispose() => _connection.Dispose();
}
