using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class LockStuckClosed() : EmulatedConnectorFault("lock-stuck-closed", "the lock's bolt does not go back")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        connector.Lock is null ? "a fixed cable has no lock" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) => connector.Lock!.JammedClosed = present;
}
