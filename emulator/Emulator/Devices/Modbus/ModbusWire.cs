using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>The physical side of an emulated Modbus line: how frames look and how long bytes take.</summary>
public sealed record ModbusWire
{
    private ModbusWire(bool isTcp, TimeSpan byteTime, TimeSpan latency)
    {
        IsTcp = isTcp;
        ByteTime = byteTime;
        Latency = latency;
    }

    public bool IsTcp { get; }

    /// <summary>Time one byte takes.</summary>
    public TimeSpan ByteTime { get; }

    /// <summary>Time a frame takes on its way whatever its length.</summary>
    public TimeSpan Latency { get; }

    /// <summary>RS-485 with RTU frames.</summary>
    public static ModbusWire Rtu(int baudRate) => new(false, RtuMaster.CharacterTime(baudRate), TimeSpan.Zero);

    /// <summary>Ethernet in one cabinet.</summary>
    public static ModbusWire Tcp() => new(true, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
}
