namespace ChargerFirmware.Station.Maintenance;

/// <summary>What a <see cref="DiagnosticsMachine"/> moves: each step starts work whose end fires a trigger.</summary>
public interface IDiagnosticsSteps
{
    DiagnosticsState State { get; set; }

    bool RetriesLeft { get; }

    /// <summary>Carries out the latest request.</summary>
    void Upload();

    /// <summary>Gives a running upload up. Harmless when it has ended.</summary>
    void EndUpload();

    void ScheduleRetry();

    void ReportUploaded();

    void ReportFailed();
}
