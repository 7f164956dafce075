namespace ChargerFirmware.Hardware.Modbus;

/// <summary>How often a polled device is read, and when it counts as lost.</summary>
internal interface IPolledOptions
{
    /// <summary>The device's address on the line.</summary>
    int Unit { get; }

    /// <summary>Time from one poll to the next.</summary>
    int PollMs { get; }

    /// <summary>How long the device may be silent before it counts as lost; twice as long before it has ever answered.</summary>
    int GraceMs { get; }
}
