namespace ChargerFirmware.Central.Records;

/// <summary>A charging profile that a station has accepted and that was not cleared.</summary>
/// <param name="ConnectorId">0 for the station.</param>
/// <param name="Json">The profile as it was sent.</param>
public sealed record ProfileRecord(string Station, int ConnectorId, int ProfileId, string Purpose, int StackLevel, string Json);
