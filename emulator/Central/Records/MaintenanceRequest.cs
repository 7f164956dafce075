namespace ChargerFirmware.Central.Records;

/// <summary>A station was asked for a firmware update or for its diagnostics, and what it has reported of it since.</summary>
/// <param name="Location">Where the firmware is, or the diagnostics go to; without a password.</param>
/// <param name="RequestedAt">Tells one request of its kind from another.</param>
/// <param name="Status">In the standard's word; null before the first report.</param>
public sealed record MaintenanceRequest(
    string Station, MaintenanceKind Kind, string Location, DateTimeOffset RequestedAt, string? Status, DateTimeOffset? StatusAt)
{
    /// <summary>What the station called the file of its diagnostics.</summary>
    public string? FileName { get; init; }
}
