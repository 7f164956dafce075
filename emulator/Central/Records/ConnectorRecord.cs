namespace ChargerFirmware.Central.Records;

/// <summary>What a station last reported of a connector. Words are the station's own, also those that the standard does not know.</summary>
/// <param name="EvseId">Null in versions that know no EVSE.</param>
/// <param name="ConnectorId">0 is the station itself in versions before 2.0.</param>
/// <param name="Timestamp">By the station's clock; null where it gave none.</param>
/// <param name="ReceivedAt">By ours.</param>
public sealed record ConnectorRecord(string Station, int? EvseId, int ConnectorId, string Status, DateTimeOffset? Timestamp, DateTimeOffset ReceivedAt)
{
    /// <summary>Null in versions that report none.</summary>
    public string? ErrorCode { get; init; }

    public string? Info { get; init; }

    public string? VendorId { get; init; }

    public string? VendorErrorCode { get; init; }
}
