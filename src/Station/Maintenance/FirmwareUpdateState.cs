namespace ChargerFirmware.Station.Maintenance;

/// <summary>Where an update stands. Kept in the store by name.</summary>
public enum FirmwareUpdateState
{
    Idle,

    /// <summary>Waits for the date it may be fetched.</summary>
    Scheduled,

    Downloading,

    /// <summary>An attempt has failed; the next one waits for its time.</summary>
    Retrying,

    /// <summary>The image is whole; transactions end first, and none begins.</summary>
    Downloaded,

    /// <summary>The image is written into the other slot.</summary>
    Installing,

    /// <summary>The other slot boots next; the station goes down for it.</summary>
    Restarting,

    /// <summary>The new version runs and has to reach the central system.</summary>
    OnTrial,

    /// <summary>The new version was not good enough; the station goes down for the previous one.</summary>
    RollingBack,

    /// <summary>Over, and not reported yet.</summary>
    Installed,

    /// <inheritdoc cref="Installed"/>
    InstallationFailed,

    /// <inheritdoc cref="Installed"/>
    DownloadFailed,
}
