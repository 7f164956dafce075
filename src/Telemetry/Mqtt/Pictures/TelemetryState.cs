using ChargerFirmware.Telemetry.Events;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>Events that wait for the broker, and those that were dropped.</summary>
internal sealed record TelemetryState(int EventsWaiting, long EventsDropped)
{
    public static TelemetryState Of(EventReports events) => new(events.Count, events.Dropped);
}
