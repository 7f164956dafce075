namespace ChargerFirmware.Tests.Load;

/// <summary>A session as the central system shows it over HTTP.</summary>
internal sealed record StoredSession(
    long Id, string Station, int ConnectorId, string IdTag, DateTimeOffset StartTime, long MeterStartWh,
    DateTimeOffset? StopTime, long? MeterStopWh, string? StopReason);
