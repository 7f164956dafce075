using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class Derating() : EmulatedConnectorFault("derating", "the outlet is at 70 °C: half its limit is left")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        roles.Temperature is null ? "no temperature sensor of this connector reports to the station" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) =>
        connector.Outlet.Temperature.ForcedC = present ? 70 : null;
}
