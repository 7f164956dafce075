namespace ChargerFirmware.Station.Maintenance;

/// <summary>What runs now, seen from one update.</summary>
public enum FirmwareBoot
{
    /// <summary>Another version: the update was not installed, or the boot loader has gone back.</summary>
    Other,

    /// <summary>The update's version, and it has to prove itself.</summary>
    OnTrial,

    /// <summary>The update's version, for good.</summary>
    Confirmed,
}
