namespace System.Device.Spi;

/// <summary>Clock polarity (bit 1) and phase (bit 0).</summary>
public enum SpiMode
{
    Mode0 = 0,
    Mode1 = 1,
    Mode2 = 2,
    Mode3 = 3,
}
