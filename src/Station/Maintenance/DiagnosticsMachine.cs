using ChargerFirmware.Station.Machines;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>An upload of diagnostics as a picture (OCPP 1.6, 4.4 and 5.9). Wiring only; the steps stand in <see cref="DiagnosticsUpload"/>.</summary>
public sealed class DiagnosticsMachine : SharedMachine<IDiagnosticsSteps, DiagnosticsState, DiagnosticsTrigger>
{
    [ThreadStatic]
    private static DiagnosticsMachine? t_shared;

    public DiagnosticsMachine()
    {
        Configure(DiagnosticsState.Idle)
            .OnEntryFrom(DiagnosticsTrigger.Arrived, () => Subject.ReportUploaded(), nameof(IDiagnosticsSteps.ReportUploaded))
            .OnEntryFrom(DiagnosticsTrigger.Failed, () => Subject.ReportFailed(), nameof(IDiagnosticsSteps.ReportFailed))
            .Permit(DiagnosticsTrigger.Requested, DiagnosticsState.Uploading)
            .Ignore(DiagnosticsTrigger.Arrived)
            .Ignore(DiagnosticsTrigger.Failed)
            .Ignore(DiagnosticsTrigger.RetryDue);

        Configure(DiagnosticsState.Uploading)
            .OnEntry(() => Subject.Upload(), nameof(IDiagnosticsSteps.Upload))
            .OnExit(() => Subject.EndUpload(), nameof(IDiagnosticsSteps.EndUpload))
            .PermitReentry(DiagnosticsTrigger.Requested)
            .Permit(DiagnosticsTrigger.Arrived, DiagnosticsState.Idle)
            .PermitIf(DiagnosticsTrigger.Failed, DiagnosticsState.Retrying, () => Subject.RetriesLeft, nameof(IDiagnosticsSteps.RetriesLeft))
            .PermitIf(DiagnosticsTrigger.Failed, DiagnosticsState.Idle, () => !Subject.RetriesLeft, "NoRetriesLeft")
            .Ignore(DiagnosticsTrigger.RetryDue);

        Configure(DiagnosticsState.Retrying)
            .OnEntry(() => Subject.ScheduleRetry(), nameof(IDiagnosticsSteps.ScheduleRetry))
            .Permit(DiagnosticsTrigger.Requested, DiagnosticsState.Uploading)
            .Ignore(DiagnosticsTrigger.Arrived)
            .Ignore(DiagnosticsTrigger.Failed)
            .Permit(DiagnosticsTrigger.RetryDue, DiagnosticsState.Uploading);
    }

    /// <summary>The definition that serves every station whose loop runs on this thread.</summary>
    public static DiagnosticsMachine Shared => t_shared ??= new DiagnosticsMachine();

    protected override DiagnosticsState Read(IDiagnosticsSteps subject) => subject.State;

    protected override void Write(IDiagnosticsSteps subject, DiagnosticsState state) => subject.State = state;
}
