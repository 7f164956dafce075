using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class OverTemperature() : EmulatedConnectorFault("over-temperature", "the outlet is at 90 °C")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        roles.Temperature is null ? "no temperature sensor of this connector reports to the station" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) =>
        connector.Outlet.Temperature.ForcedC = present ? 90 : null;
}
