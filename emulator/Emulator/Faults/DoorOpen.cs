namespace ChargerFirmware.Emulator.Faults;

internal sealed class DoorOpen() : EmulatedStationFault("door-open", "the cabinet's door is opened")
{
    protected override string? Refusal(EmulatedBoard board) =>
        board.Board.Station.Door is null ? "this board has no door contact" : null;

    protected override void Set(EmulatedBoard board, bool present)
    {
        if (present)
        {
            board.Site.Door.Open();
        }
        else
        {
            board.Site.Door.Close();
        }
    }
}
