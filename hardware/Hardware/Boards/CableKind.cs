namespace ChargerFirmware.Hardware.Boards;

public enum CableKind
{
    /// <summary>A socket for a detachable cable.</summary>
    Socket,

    /// <summary>A cable that is part of the station.</summary>
    Fixed,
}
