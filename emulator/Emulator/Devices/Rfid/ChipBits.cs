namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>Bits of the MFRC522's interrupt and error registers.</summary>
internal static class ChipBits
{
    public const int Timer = 0x01;
    public const int Idle = 0x10;
    public const int Received = 0x20;
    public const int Transmitted = 0x40;
    public const int CrcDone = 0x04;
    public const int ErrorBufferOverflow = 0x10;
}
