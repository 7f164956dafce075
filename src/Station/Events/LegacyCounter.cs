namespace ChargerFirmware.Station.Events;

/// <summary>The last number that an earlier version gave to an event for MQTT.</summary>
internal sealed record LegacyCounter(long LastSequence);
