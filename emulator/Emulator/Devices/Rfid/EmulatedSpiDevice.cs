using System.Device.Spi;

namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>An SPI line to an emulated chip. The chip stays when the line is disposed, as on a board.</summary>
/// <param name="target">The chip.</param>
/// <param name="settings">Clock and chip select; the clock decides how long a transfer takes.</param>
/// <param name="elapse">Receives how long each transfer takes, usually <see cref="InlineBusExecutor.Elapse"/>.</param>
public sealed class EmulatedSpiDevice(ISpiTarget target, SpiConnectionSettings settings, Action<TimeSpan> elapse) : SpiDevice
{
    private bool _disposed;

    public override SpiConnectionSettings ConnectionSettings => settings;

    public override void Read(Span<byte> buffer)
    {
        buffer.Clear();
        TransferFullDuplex(buffer, buffer);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Span<byte> ignored = stackalloc byte[buffer.Length];
        TransferFullDuplex(buffer, ignored);
    }

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (writeBuffer.Length != readBuffer.Length)
        {
            throw new ArgumentException("Both buffers must have one length.", nameof(readBuffer));
        }

        elapse(TimeSpan.FromSeconds(8.0 * writeBuffer.Length / settings.ClockFrequency));
        target.Transfer(writeBuffer, readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }
}
