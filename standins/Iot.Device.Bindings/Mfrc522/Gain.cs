namespace Iot.Device.Mfrc522;

/// <summary>Gain of the receiver.</summary>
public enum Gain
{
    G18dBa = 0,
    G23dBa = 16,
    G18dBb = 32,
    G23dBb = 48,
    G33dB = 64,
    G38dB = 80,
    G43dB = 96,
    G48dB = 112,
}
