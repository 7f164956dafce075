using ChargerFirmware.Telemetry.Journal;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>Events that wait for the broker, and those that were dropped.</summary>
internal sealed record TelemetryState(int EventsWaiting, long EventsDropped)
{
    public static TelemetryState Of(EventJournal events) => new(events.Count, events.Dropped);
}
