namespace ChargerFirmware.Hardware.Boards;

/// <summary>Where the amperes of a charging profile are counted at a DC connector.</summary>
public enum CurrentReference
{
    /// <summary>A phase at its supply of three phases.</summary>
    Grid,

    /// <summary>At the outlet, at the reference voltage.</summary>
    Output,
}
