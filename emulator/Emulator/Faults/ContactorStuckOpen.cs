using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class ContactorStuckOpen() : EmulatedConnectorFault("contactor-stuck-open", "the contactor does not close; a closed one falls")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        roles.Contactor == roles.Controller ? "this controller reports what it commands its relay, and nothing reports what the contacts do" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) => connector.Contactor.StuckOpen = present;
}
