using System.Device.Gpio;

namespace System.Device.Spi;

/// <summary>How to reach an SPI device.</summary>
public sealed class SpiConnectionSettings(int busId, int chipSelectLine = -1)
{
    public int BusId { get; set; } = busId;

    /// <summary>The chip-select of the bus; -1 when somebody else drives it.</summary>
    public int ChipSelectLine { get; set; } = chipSelectLine;

    public SpiMode Mode { get; set; } = SpiMode.Mode0;

    /// <summary>Bits a word.</summary>
    public int DataBitLength { get; set; } = 8;

    /// <summary>Clock in Hz.</summary>
    public int ClockFrequency { get; set; } = 500_000;

    public DataFlow DataFlow { get; set; } = DataFlow.MsbFirst;

    public PinValue ChipSelectLineActiveState { get; set; } = PinValue.Low;
}
