using System.Device.Linux;

namespace System.Device.Spi;

/// <summary>One device on an SPI bus. Its calls block until the transfer is done.</summary>
public abstract class SpiDevice : IDisposable
{
    public abstract SpiConnectionSettings ConnectionSettings { get; }

    /// <summary>Opens <c>/dev/spidev(bus).(chip select)</c>.</summary>
    /// <exception cref="IOException">It cannot be opened or set up.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public static SpiDevice Create(SpiConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OperatingSystem.IsLinux()
            ? new SpidevDevice(settings)
            : throw new PlatformNotSupportedException("SPI needs Linux and its spidev driver.");
    }

    public virtual byte ReadByte()
    {
        Span<byte> word = stackalloc byte[1];
        Read(word);
        return word[0];
    }

    public abstract void Read(Span<byte> buffer);

    public virtual void WriteByte(byte value) => Write([value]);

    public abstract void Write(ReadOnlySpan<byte> buffer);

    /// <summary>Writes and reads at once. Both buffers have one length and may be the same.</summary>
    public abstract void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
