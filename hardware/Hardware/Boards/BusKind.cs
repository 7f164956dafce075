namespace ChargerFirmware.Hardware.Boards;

/// <summary>What can hang on what: a device names a bus of its driver's kind.</summary>
public static class BusKind
{
    /// <summary>Digital lines of one GPIO chip.</summary>
    public const string Gpio = "gpio";

    /// <summary>One chip-select of an SPI controller.</summary>
    public const string Spi = "spi";

    /// <summary>A Modbus line, RTU or TCP.</summary>
    public const string Modbus = "modbus";

    /// <summary>No bus: the device stands on its own.</summary>
    public const string None = "none";
}
