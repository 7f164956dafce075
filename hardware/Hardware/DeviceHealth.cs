namespace ChargerFirmware.Hardware;

/// <summary>Whether a device answers.</summary>
public enum DeviceHealth
{
    /// <summary>Not asked yet.</summary>
    Starting,
    Present,

    /// <summary>It has not answered for its grace time. The driver goes on asking.</summary>
    Lost,
}
