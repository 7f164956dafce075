namespace ChargerFirmware.Composition;

public enum BusPlaceKind
{
    /// <summary>A GPIO chip; its name ends in <c>*</c> where any chip of the processor will do.</summary>
    GpioChip,

    /// <summary>A GPIO chip named by its label.</summary>
    LabelledGpioChip,

    /// <summary>One chip-select of an SPI controller.</summary>
    SpiDevice,

    SerialPort,

    /// <summary>A host on the network, which is not of this machine.</summary>
    Host,
}
