namespace ChargerFirmware.Emulator.Faults;

internal sealed class EmergencyStopPressed()
    : EmulatedStationFault("emergency-stop", "the emergency stop is pressed; clearing releases it, and it wants to be acknowledged then")
{
    protected override string? Refusal(EmulatedBoard board) =>
        board.Board.Station.EmergencyStop is null ? "this board has no emergency stop" : null;

    protected override void Set(EmulatedBoard board, bool present)
    {
        if (present)
        {
            board.Site.EmergencyStop.Press();
        }
        else
        {
            board.Site.EmergencyStop.Release();
        }
    }
}
