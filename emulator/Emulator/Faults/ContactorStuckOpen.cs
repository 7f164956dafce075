using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class ContactorStuckOpen() : ConnectorFault("contactor-stuck-open", "the contactor does not close; a closed one falls")
{
    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) => connector.Contactor.StuckOpen = present;
}
