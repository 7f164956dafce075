namespace ChargerFirmware.Station.Maintenance;

/// <summary>What moves a <see cref="FirmwareMachine"/>.</summary>
public enum FirmwareUpdateTrigger
{
    /// <summary>Another image is requested. From <see cref="FirmwareUpdateState.Installing"/> on it waits for its turn.</summary>
    Requested,

    /// <summary>The retrieve date has come.</summary>
    RetrieveDue,

    /// <summary>The image is whole.</summary>
    Fetched,
    FetchFailed,
    RetryDue,

    /// <summary>No transaction runs.</summary>
    StationIdle,
    ImageInstalled,
    InstallFailed,
    RestartFailed,

    /// <summary>The version on trial is good.</summary>
    Proven,

    /// <summary>The version on trial is not.</summary>
    Disproven,

    /// <summary>The central system has received how it ended.</summary>
    Delivered,

    /// <summary>The station has started and found the update in its store.</summary>
    Resumed,
}
