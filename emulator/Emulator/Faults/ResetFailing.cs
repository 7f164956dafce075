namespace ChargerFirmware.Emulator.Faults;

internal sealed class ResetFailing() : EmulatedStationFault("reset-failing", "what should restart the station does not; seen at the next reset")
{
    protected override void Set(EmulatedBoard board, bool present) => board.Site.Computer.RestartFails = present;
}
