namespace ChargerFirmware.Emulator.Faults;

internal sealed class StoreFailing() : EmulatedStationFault("store-failing", "nothing can be written to the disk; seen at the next write")
{
    protected override void Set(EmulatedBoard board, bool present) => board.Site.Computer.DiskFails = present;
}
