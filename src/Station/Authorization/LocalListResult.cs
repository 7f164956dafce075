namespace ChargerFirmware.Station.Authorization;

/// <summary>What became of an update of the local list (OCPP 1.6, 7.45). All but <see cref="Accepted"/> leave it as it was.</summary>
public enum LocalListResult
{
    Accepted,

    /// <summary>Too long, a tag named twice, a tag without its information in a full list, or the store refused it.</summary>
    Failed,

    /// <summary>The local list is switched off.</summary>
    NotSupported,

    /// <summary>Changes to an older list than the one there is.</summary>
    VersionMismatch,
}
