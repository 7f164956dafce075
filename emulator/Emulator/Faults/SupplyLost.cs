namespace ChargerFirmware.Emulator.Faults;

internal sealed class SupplyLost()
    : StationFault("supply-lost", "the mains are lost: contactors fall, meters and the station itself are dead")
{
    protected override void Set(EmulatedBoard board, bool present) => board.Site.Supply.IsPresent = !present;
}
