using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A reservation that its station has accepted.</summary>
/// <param name="ConnectorId">0 for any.</param>
internal sealed record ReservationView(int ReservationId, int ConnectorId, string IdToken, string? Group, DateTimeOffset ExpiryDate)
{
    public static ReservationView Of(ReservationRecord record) =>
        new(record.Id, record.ConnectorId, record.IdToken, record.Group, record.ExpiryDate);
}
