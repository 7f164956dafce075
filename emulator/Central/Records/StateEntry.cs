namespace ChargerFirmware.Central.Records;

/// <summary>Something that happened to a station, for its state log.</summary>
/// <param name="Time">By our clock.</param>
/// <param name="Kind">What has happened.</param>
/// <param name="ConnectorId">Null where it concerns the station.</param>
/// <param name="State">The new state in a word: the status, the registration, the subprotocol, or why the connection ended.</param>
/// <param name="Detail">What more was said, such as an error code; null for nothing.</param>
public sealed record StateEntry(string Station, DateTimeOffset Time, StateKind Kind, int? ConnectorId, string State, string? Detail);
