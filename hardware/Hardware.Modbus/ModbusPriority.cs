namespace ChargerFirmware.Hardware.Modbus;

/// <summary>When a transfer gets its turn on the bus.</summary>
public enum ModbusPriority
{
    /// <summary>After all that were asked for before it.</summary>
    Normal,

    /// <summary>Next, as soon as the transfer on the wire has ended: what takes energy away must not wait behind polls.</summary>
    Urgent,
}
