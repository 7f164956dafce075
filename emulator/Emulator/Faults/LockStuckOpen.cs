using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class LockStuckOpen()
    : EmulatedConnectorFault("lock-stuck-open", "the lock's bolt does not come out; a locked one stays so until it is driven back")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        connector.Lock is null ? "a fixed cable has no lock" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) => connector.Lock!.JammedOpen = present;
}
