using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>What a station last reported of a connector, in its own words.</summary>
/// <param name="ConnectorId">0 is the station.</param>
/// <param name="Timestamp">By the station's clock.</param>
/// <param name="ReceivedAt">By the central system's.</param>
internal sealed record ConnectorView(
    int? EvseId,
    int ConnectorId,
    string Status,
    string? ErrorCode,
    string? Info,
    string? VendorId,
    string? VendorErrorCode,
    DateTimeOffset? Timestamp,
    DateTimeOffset ReceivedAt)
{
    /// <summary>In order of their numbers.</summary>
    public static List<ConnectorView> AllOf(ConnectedStation station) =>
        [.. station.Connectors.OrderBy(connector => connector.EvseId).ThenBy(connector => connector.ConnectorId).Select(Of)];

    private static ConnectorView Of(ConnectorRecord connector) => new(
        connector.EvseId,
        connector.ConnectorId,
        connector.Status,
        connector.ErrorCode,
        connector.Info,
        connector.VendorId,
        connector.VendorErrorCode,
        connector.Timestamp,
        connector.ReceivedAt);
}
