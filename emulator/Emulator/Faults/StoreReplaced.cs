namespace ChargerFirmware.Emulator.Faults;

internal sealed class StoreReplaced()
    : EmulatedStationFault("store-replaced", "the store's file is found damaged, what can be read of it taken over; seen at the next start")
{
    protected override void Set(EmulatedBoard board, bool present) => board.Site.Computer.StoreDamaged = present;
}
