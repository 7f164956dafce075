using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class ResidualCurrentFlowing()
    : EmulatedConnectorFault("residual-current", "10 mA of direct residual current; clearing resets the monitor as well")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        roles is { ResidualCurrent: null, ResidualCurrentMonitor: null } ? "no residual-current device of this connector reports to the station" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present)
    {
        connector.Outlet.ResidualDcMilliA = present ? 10 : 0;
        if (!present)
        {
            connector.ResidualCurrent.Reset();
        }
    }
}
