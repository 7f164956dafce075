namespace ChargerFirmware.Central.Records;

/// <summary>A reservation that a station has accepted and that was not cancelled. A station drops it by itself at its expiry.</summary>
/// <param name="ConnectorId">0 for any.</param>
/// <param name="Group">The parent of the token, as it was sent.</param>
public sealed record ReservationRecord(string Station, int Id, int ConnectorId, string IdToken, string? Group, DateTimeOffset ExpiryDate);
