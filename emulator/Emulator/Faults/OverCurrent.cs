using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class OverCurrent() : EmulatedConnectorFault("over-current", "four times the current that was offered flows, as soon as some does")
{
    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) =>
        connector.OvercurrentFactor = present ? 4 : 1;
}
