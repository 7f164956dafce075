namespace ChargerFirmware.Emulator.Faults;

internal sealed class LocalListConflict() : StationFault("local-list-conflict", "the local list contradicts the central system")
{
    protected override string? Refusal(EmulatedBoard board) =>
        "not emulated yet: the station has no local list";

    protected override void Set(EmulatedBoard board, bool present)
    {
    }
}
