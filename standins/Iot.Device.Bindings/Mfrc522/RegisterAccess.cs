using System.Device.Spi;

namespace Iot.Device.Mfrc522;

/// <summary>The chip's registers over SPI. Full duplex only: that is the one call every SPI driver has.</summary>
internal sealed class RegisterAccess(SpiDevice device)
{
    private const byte ReadBit = 0x80;
    private const int FifoSize = 64;

    public byte Read(Register register)
    {
        Span<byte> frame = [(byte)(ReadBit | ((byte)register << 1)), 0];
        device.TransferFullDuplex(frame, frame);
        return frame[1];
    }

    public void Write(Register register, byte value)
    {
        Span<byte> frame = [(byte)((byte)register << 1), value];
        device.TransferFullDuplex(frame, frame);
    }

    public void SetBits(Register register, byte bits) => Write(register, (byte)(Read(register) | bits));

    public void ClearBits(Register register, byte bits) => Write(register, (byte)(Read(register) & ~bits));

    /// <summary>Puts bytes into the FIFO in one transfer.</summary>
    public void WriteFifo(ReadOnlySpan<byte> bytes)
    {
        Span<byte> frame = stackalloc byte[FifoSize + 1];
        frame = frame[..(bytes.Length + 1)];
        frame[0] = (byte)Register.FifoData << 1;
        bytes.CopyTo(frame[1..]);
        device.TransferFullDuplex(frame, frame);
    }

    /// <summary>Takes bytes from the FIFO in one transfer: each answer stands one byte behind its address.</summary>
    public void ReadFifo(Span<byte> bytes)
    {
        Span<byte> frame = stackalloc byte[FifoSize + 1];
        frame = frame[..(bytes.Length + 1)];
        frame[..^1].Fill(ReadBit | ((byte)Register.FifoData << 1));
        frame[^1] = 0;
        device.TransferFullDuplex(frame, frame);
        frame[1..].CopyTo(bytes);
    }
}
