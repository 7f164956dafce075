using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A station as the central system knows it, connected or not.</summary>
/// <param name="Subprotocol">Of its connection, or of the last one it had.</param>
/// <param name="ConnectedSince">Null while it is not connected.</param>
/// <param name="Registration">What its last BootNotification heard; null before the first one.</param>
/// <param name="Connectors">Connector 0 is the station.</param>
internal sealed record StationView(
    string Id,
    bool Connected,
    string? Subprotocol,
    DateTimeOffset? ConnectedSince,
    DateTimeOffset? LastHeard,
    RegistrationState? Registration,
    DateTimeOffset? BootedAt,
    int Boots,
    string? Vendor,
    string? Model,
    string? SerialNumber,
    string? FirmwareVersion,
    string? Iccid,
    string? Imsi,
    string? MeterType,
    string? MeterSerialNumber,
    string? FirmwareStatus,
    string? DiagnosticsStatus,
    IReadOnlyList<ConnectorView> Connectors)
{
    public static StationView Of(ConnectedStation station)
    {
        var record = station.Record;
        return new StationView(
            station.Identity,
            station.IsConnected,
            station.Subprotocol ?? record.Subprotocol,
            station.ConnectedSince,
            station.LastHeard ?? record.LastHeard,
            record.Registration,
            record.BootedAt,
            record.Boots,
            record.Vendor,
            record.Model,
            record.SerialNumber,
            record.FirmwareVersion,
            record.Iccid,
            record.Imsi,
            record.MeterType,
            record.MeterSerialNumber,
            record.FirmwareStatus,
            record.DiagnosticsStatus,
            ConnectorView.AllOf(station));
    }
}
