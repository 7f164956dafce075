namespace ChargerFirmware.Central.Records;

/// <summary>A configuration key as a station last showed or accepted it. Keys are compared without regard to case.</summary>
/// <param name="Value">Null where the station gave none, as for a secret.</param>
public sealed record ConfigurationRecord(string Station, string Key, string? Value, bool IsReadOnly, DateTimeOffset SeenAt);
