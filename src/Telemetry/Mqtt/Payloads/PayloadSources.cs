using ChargerFirmware.EventLoop;
using ChargerFirmware.Station;
using ChargerFirmware.Telemetry.Events;

namespace ChargerFirmware.Telemetry.Mqtt.Payloads;

/// <summary>What payloads are made of. Used on the loop only.</summary>
internal sealed record PayloadSources(TelemetrySources Telemetry, EventReports Events)
{
    public Loop Loop => Telemetry.Loop;

    public ChargingStation Station => Telemetry.Station;

    public StationLabel Label => Telemetry.Label;

    public IBackend Backend => Telemetry.Backend;
}
