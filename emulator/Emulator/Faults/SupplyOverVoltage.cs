using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class SupplyOverVoltage() : EmulatedStationFault("supply-over-voltage", "the mains go to 280 V on all phases")
{
    protected override string? Refusal(EmulatedBoard board) =>
        board.Board.Connectors.All(connector => connector.Current == CurrentKind.Dc) ? "no AC meter of this board sees the mains" : null;

    protected override void Set(EmulatedBoard board, bool present) => board.Site.Supply.SetVoltageV(present ? 280 : 230);
}
