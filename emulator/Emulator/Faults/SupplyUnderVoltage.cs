using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class SupplyUnderVoltage() : EmulatedStationFault("supply-under-voltage", "the mains go to 150 V on all phases")
{
    protected override string? Refusal(EmulatedBoard board) =>
        board.Board.Connectors.All(connector => connector.Current == CurrentKind.Dc) ? "no AC meter of this board sees the mains" : null;

    protected override void Set(EmulatedBoard board, bool present) => board.Site.Supply.SetVoltageV(present ? 150 : 230);
}
