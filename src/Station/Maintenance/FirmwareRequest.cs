namespace ChargerFirmware.Station.Maintenance;

/// <summary>A requested update.</summary>
/// <param name="Location">The image's URL. It may hold a password and is never logged as it is.</param>
/// <param name="RetrieveDate">The earliest civil time to fetch it.</param>
public sealed record FirmwareRequest(string Location, DateTimeOffset RetrieveDate, RetryPlan Plan);
