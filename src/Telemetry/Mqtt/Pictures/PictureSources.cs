using ChargerFirmware.EventLoop;
using ChargerFirmware.Station;
using ChargerFirmware.Telemetry.Events;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>What pictures are made of. Used on the loop only.</summary>
internal sealed record PictureSources(TelemetrySources Telemetry, EventReports Events)
{
    public Loop Loop => Telemetry.Loop;

    public ChargingStation Station => Telemetry.Station;

    public StationLabel Label => Telemetry.Label;

    public IBackend Backend => Telemetry.Backend;
}
