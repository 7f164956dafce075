namespace ChargerFirmware.Emulator.Faults;

internal sealed class SupplyLost()
    : EmulatedStationFault(
        "supply-lost", "the mains are lost: contactors fall, meters are dead, and so is the station when its battery is empty or it has none")
{
    protected override void Set(EmulatedBoard board, bool present) => board.Site.Supply.IsPresent = !present;
}
