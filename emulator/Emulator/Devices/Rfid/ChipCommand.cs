namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>Commands of the MFRC522 that the emulation carries out (data sheet, section 10).</summary>
internal enum ChipCommand
{
    Idle = 0x0,
    CalculateCrc = 0x3,
    Transceive = 0xC,
    SoftReset = 0xF,
}
