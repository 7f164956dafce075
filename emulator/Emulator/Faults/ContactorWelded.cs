using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class ContactorWelded()
    : ConnectorFault("contactor-welded", "the contacts stick together; seen as soon as they should be open")
{
    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) => connector.Contactor.Welded = present;
}
