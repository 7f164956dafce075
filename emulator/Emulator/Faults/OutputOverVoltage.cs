using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class OutputOverVoltage()
    : EmulatedConnectorFault("output-over-voltage", "the source of a DC output gives far more volts than it should")
{
    protected override string? Refusal(SiteConnector connector, ConnectorRoles roles) =>
        connector.Dc is null ? "an AC outlet has no source of its own: see supply-over-voltage" : null;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present) =>
        connector.Dc!.OvervoltageV = present ? 1.2 * (board.Board.Connectors[connector.Number - 1].MaxVoltageV ?? 1000) : 0;
}
