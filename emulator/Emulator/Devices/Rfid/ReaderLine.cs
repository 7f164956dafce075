namespace ChargerFirmware.Emulator.Devices.Rfid;

/// <summary>What a reader's data line does.</summary>
public enum ReaderLine
{
    /// <summary>The chip drives it.</summary>
    Intact,

    /// <summary>Nobody drives it and a resistor pulls it up: every byte reads FFh.</summary>
    StuckHigh,

    /// <summary>Shorted, or the chip has no supply: every byte reads 00h.</summary>
    StuckLow,
}
