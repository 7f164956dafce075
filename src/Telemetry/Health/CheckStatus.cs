namespace ChargerFirmware.Telemetry.Health;

/// <summary>How one check came out.</summary>
public enum CheckStatus
{
    Ok,

    /// <summary>Somebody should look at it; drivers are served all the same.</summary>
    Warn,

    Fail,
}
