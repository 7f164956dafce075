namespace ChargerFirmware.Station.Maintenance;

/// <summary>Where diagnostics are to go, and of what time.</summary>
/// <param name="Location">A URL. It may hold a password and is never logged as it is.</param>
public sealed record DiagnosticsRequest(string Location, DiagnosticsWindow Window, RetryPlan Plan);
