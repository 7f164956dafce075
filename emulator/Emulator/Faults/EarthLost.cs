using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class EarthLost() : EmulatedConnectorFault("earth-lost", "the protective earth is interrupted")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        roles.Earth is null ? "no monitor of the earth reports to the station" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) => connector.Outlet.EarthConnected = !present;
}
