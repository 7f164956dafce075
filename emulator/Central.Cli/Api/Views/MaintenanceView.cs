using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A station was asked for new firmware or for its diagnostics.</summary>
/// <param name="Status">What it last said of it; null before the first report.</param>
internal sealed record MaintenanceView(
    MaintenanceKind Kind, string Location, DateTimeOffset RequestedAt, string? Status, DateTimeOffset? StatusAt, string? FileName)
{
    public static MaintenanceView Of(MaintenanceRequest request) =>
        new(request.Kind, request.Location, request.RequestedAt, request.Status, request.StatusAt, request.FileName);
}
