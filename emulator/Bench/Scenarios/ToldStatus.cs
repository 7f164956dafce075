namespace ChargerFirmware.Bench.Scenarios;

/// <summary>A status as the central system was told it, with the time it is said to hold from.</summary>
internal readonly record struct ToldStatus(int ConnectorId, string Status, DateTimeOffset At);
