namespace ChargerFirmware.Central.Records;

/// <summary>The local list of a station, as the updates that it accepted have made it.</summary>
public sealed record LocalListRecord(string Station, int Version, IReadOnlyList<TokenRecord> Tokens);
