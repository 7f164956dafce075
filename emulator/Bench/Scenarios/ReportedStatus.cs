namespace ChargerFirmware.Bench.Scenarios;

/// <summary>A status as the central system received it, with the time it is said to hold from.</summary>
internal readonly record struct ReportedStatus(int ConnectorId, string Status, DateTimeOffset At);
