using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>The firmware that runs, and how far an update is.</summary>
/// <param name="Status">In the words of OCPP.</param>
/// <param name="Step">Where the update stands exactly.</param>
internal sealed record FirmwareState(string Version, FirmwareUpdateStatus Status, FirmwareUpdateState Step)
{
    public static FirmwareState Of(TelemetrySources sources) =>
        new(sources.Label.FirmwareVersion, sources.Station.Firmware.Status, sources.Station.Firmware.State);
}
