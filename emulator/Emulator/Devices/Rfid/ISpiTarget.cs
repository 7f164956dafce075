namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>A chip at the far end of an SPI line.</summary>
public interface ISpiTarget
{
    /// <summary>
    /// One transfer, chip select low to high. Both spans have one length and may be the same memory: each byte is read before
    /// the one in its place is written.
    /// </summary>
    void Transfer(ReadOnlySpan<byte> fromController, Span<byte> toController);
}
