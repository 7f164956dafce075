using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Station.Connectors;

/// <summary>What is told of a connector, or of the station as connector 0, when it changes.</summary>
/// <param name="Timestamp">Since when it is so.</param>
public sealed record ConnectorReport(
    int ConnectorId,
    ConnectorStatus Status,
    ErrorCode ErrorCode,
    string? Info,
    string? VendorErrorCode,
    DateTimeOffset Timestamp)
{
    /// <summary>Whether it says the same, whenever it was said.</summary>
    public bool SaysTheSameAs(ConnectorReport? other) => other is not null && this with { Timestamp = other.Timestamp } == other;
}
