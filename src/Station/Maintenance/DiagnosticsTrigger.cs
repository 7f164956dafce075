namespace ChargerFirmware.Station.Maintenance;

/// <summary>What moves a <see cref="DiagnosticsMachine"/>.</summary>
public enum DiagnosticsTrigger
{
    /// <summary>Diagnostics are requested; a running upload is given up for it.</summary>
    Requested,

    /// <summary>The file has arrived.</summary>
    Arrived,
    Failed,
    RetryDue,
}
