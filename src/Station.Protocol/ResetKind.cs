namespace ChargerFirmware.Station.Protocol;

public enum ResetKind
{
    /// <summary>Restart of everything there is.</summary>
    Hard,

    /// <summary>Transactions end in order and their messages are sent first.</summary>
    Soft,
}
