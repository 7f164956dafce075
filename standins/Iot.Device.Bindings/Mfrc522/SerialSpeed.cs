namespace Iot.Device.Mfrc522;

/// <summary>Speed of the serial interface. The chip starts with 9,600 baud, also where nobody uses that interface.</summary>
public enum SerialSpeed
{
    B1228800 = 21,
    B921600 = 28,
    B460800 = 58,
    B230400 = 90,
    B128000 = 116,
    B115200 = 122,
    B57600 = 154,
    B38400 = 171,
    B19200 = 203,
    B14400 = 218,
    B9600 = 235,
    B7200 = 250,
}
