using ChargerFirmware.Emulator.Devices.Rfid;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class ReaderDead() : EmulatedStationFault("reader-dead", "every card reader's data line is cut: all bytes read FFh")
{
    protected override string? Refusal(EmulatedBoard board) =>
        board.Readers.Count == 0 ? "this board has no card reader" : null;

    protected override void Set(EmulatedBoard board, bool present)
    {
        foreach (var reader in board.Readers.Values)
        {
            reader.Line = present ? ReaderLine.StuckHigh : ReaderLine.Intact;
        }
    }
}
