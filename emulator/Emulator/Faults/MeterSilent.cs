using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class MeterSilent() : EmulatedConnectorFault("meter-silent", "the meter does not answer and goes on counting")
{
    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) => connector.Meter.Silent = present;
}
