namespace ChargerFirmware.Hardware.Boards;

public enum CurrentKind
{
    Ac,
    Dc,
}
