namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>What a central system answers to a station that has booted.</summary>
/// <param name="CurrentTime">Null where it gave none that can be read.</param>
/// <param name="IntervalSeconds">Between heartbeats, or before the next attempt where it is not accepted; null for none.</param>
public sealed record RegistrationAnswer(BootStatus Status, DateTimeOffset? CurrentTime, long? IntervalSeconds);
