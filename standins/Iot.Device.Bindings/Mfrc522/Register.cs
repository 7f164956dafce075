namespace Iot.Device.Mfrc522;

/// <summary>Registers of the MFRC522 (NXP data sheet, section 9).</summary>
internal enum Register : byte
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
    TxMode = 0x12,
    RxMode = 0x13,
    TxControl = 0x14,
    TxAsk = 0x15,
    SerialSpeed = 0x1F,
    CrcResultHigh = 0x21,
    CrcResultLow = 0x22,
    ModWidth = 0x24,
    RfConfig = 0x26,
    TimerMode = 0x2A,
    TimerPrescaler = 0x2B,
    TimerReloadHigh = 0x2C,
    TimerReloadLow = 0x2D,
    Version = 0x37,
}
