namespace ChargerFirmware.Telemetry.Events;

/// <summary>What outlives the events themselves.</summary>
/// <param name="LastSequence">Of a version without the event log: the last number that an event was given.</param>
/// <param name="Dropped">Events that were dropped for want of room, over the life of the store.</param>
internal sealed record EventCounter(long LastSequence, long Dropped);
