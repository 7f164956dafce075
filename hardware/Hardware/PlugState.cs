namespace ChargerFirmware.Hardware;

public enum PlugState
{
    /// <summary>Not known yet, or the sensor is lost.</summary>
    Unknown,

    /// <summary>Nothing is plugged in. A fixed cable that hangs on its holster counts as this.</summary>
    Unplugged,

    /// <summary>A detachable cable is in the socket, but no vehicle at its end.</summary>
    CableOnly,

    /// <summary>A vehicle is connected.</summary>
    Connected,
}
