using ChargerFirmware.Station.Maintenance;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Firmware updates and uploads of diagnostics.</summary>
internal static class MaintenanceInstruments
{
    private static readonly string[] s_firmware = Enum.GetNames<FirmwareUpdateState>();
    private static readonly string[] s_diagnostics = Enum.GetNames<DiagnosticsState>();

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.firmware.update_state", "", Gauge, "1 for the state that the firmware update is in, 0 for all others.", "state")
            { Sample = (station, values) => values.SetState(s_firmware, station.Station.Firmware.State.ToString()) },
        new("charger.diagnostics.state", "", Gauge, "1 for the state that the upload of diagnostics is in, 0 for all others.", "state")
            { Sample = (station, values) => values.SetState(s_diagnostics, station.Station.Diagnostics.State.ToString()) },
    ]);
}
