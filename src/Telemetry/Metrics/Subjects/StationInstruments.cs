using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;
using static ChargerFirmware.Telemetry.Metrics.Sampling;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>What runs, and since when.</summary>
internal static class StationInstruments
{
    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.build.info", "", Gauge, "What runs here: always 1, described by its labels.", "vendor", "model", "version", "runtime")
        {
            Sample = (station, values) =>
            {
                var label = station.Sources.Label;
                values.Set(1, label.Vendor, label.Model, label.FirmwareVersion, $".NET {Environment.Version}");
            },
        },

        new("charger.start_time", "s", Gauge, "When the station was switched on, in seconds since 1970.")
            { Sample = OfStation(station => station.StartedAt.ToUnixTimeMilliseconds() / 1000.0) },
        new("charger.clock.synchronized", "", Gauge, "1 once the central system has sent the time.")
            { Sample = OfStation(station => station.Station.Clock.IsSynchronised) },
    ]);
}
