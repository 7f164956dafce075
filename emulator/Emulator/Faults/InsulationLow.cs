using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class InsulationLow() : EmulatedConnectorFault("insulation-low", "the insulation of a DC outlet falls to 20 kOhm")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        connector.Dc is null ? "an AC outlet has no insulation monitor" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) =>
        connector.Outlet.InsulationKiloOhm = present ? 20 : 2000;
}
