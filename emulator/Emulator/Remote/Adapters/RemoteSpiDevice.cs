using System.Device.Spi;

namespace ChargerFirmware.Emulator.Remote.Adapters;

/// <summary>A chip-select of a board in another process.</summary>
public sealed class RemoteSpiDevice : SpiDevice
{
    private readonly BusConnection _connection;

    /// <param name="path">The board's socket.</param>
    /// <exception cref="IOException">No board listens there, or it has no such bus.</exception>
    public RemoteSpiDevice(string path, string bus, SpiConnectionSettings settings)
    {
        ConnectionSettings = settings;
        _connection = BusConnection.Open(path, RemoteBus.Spi, bus);
    }

    public override SpiConnectionSettings ConnectionSettings { get; }

    public override void Read(Span<byte> buffer)
    {
        buffer.Clear();
        TransferFullDuplex(buffer, buffer);
    }

    public override void Write(ReadOnlySpan<byte> buffer) => _connection.Ask(RemoteMessage.Request(RemoteOperation.Transfer, buffer));

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) =>
        _connection.Ask(RemoteMessage.Request(RemoteOperation.Transfer, writeBuffer)).CopyTo(readBuffer);

    protected override void Dispose(bool disposing)
    {
        _connection.Dispose();
        base.Dispose(disposing);
    }
}
