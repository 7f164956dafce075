using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Station.Ocpp16.FirmwareManagement;

/// <summary>OCPP 1.6, 5.9: answered with the name of the file, or with none where nothing is known of that time; then it is sent.</summary>
internal sealed class GetDiagnosticsHandler(DiagnosticsUpload diagnostics)
    : ActionHandler<GetDiagnosticsRequest, GetDiagnosticsResponse>(Ocpp16Catalog.GetDiagnostics)
{
    public override Task<ActionReply<GetDiagnosticsResponse>> HandleAsync(GetDiagnosticsRequest request)
    {
        var window = new DiagnosticsWindow(request.StartTime, request.StopTime);
        if (diagnostics.Prepare(window) is not { } file)
        {
            return Answer(new GetDiagnosticsResponse());
        }

        var plan = RetryPlan.Of(request.Retries, request.RetryInterval);
        return Answer(
            new GetDiagnosticsResponse { FileName = file.Name },
            () => diagnostics.Begin(new DiagnosticsRequest(request.Location, window, plan), file));
    }
}
