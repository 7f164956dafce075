namespace ChargerFirmware.Station.Maintenance;

/// <summary>Where an upload of diagnostics stands. Not kept over a restart: what was asked for then is asked for again.</summary>
public enum DiagnosticsState
{
    Idle,
    Uploading,

    /// <summary>An attempt has failed; the next one waits for its time.</summary>
    Retrying,
}
