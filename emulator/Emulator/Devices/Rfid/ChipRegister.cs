namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>Registers of the MFRC522 that do more than store (data sheet, section 9).</summary>
internal enum ChipRegister
{
    Command = 0x01,
    ComIrq = 0x04,
    DivIrq = 0x05,
    Error = 0x06,
    FifoData = 0x09,
    FifoLevel = 0x0A,
    Control = 0x0C,
    BitFraming = 0x0D,
    Coll = 0x0E,
    Mode = 0x11,
    TxControl = 0x14,
    SerialSpeed = 0x1F,
    CrcResultHigh = 0x21,
    CrcResultLow = 0x22,
    RfConfig = 0x26,
    Version = 0x37,
}
