namespace ChargerFirmware.Emulator.Faults;

internal sealed class LocalListConflict() : EmulatedStationFault(
    "local-list-conflict", "the operator's records say the opposite of the local list; seen at the next answer about a listed tag")
{
    protected override string? Refusal(EmulatedBoard board) =>
        board.Site.Records.AreRead ? null : "the central system is somebody else's: let it judge a listed tag otherwise";

    protected override void Set(EmulatedBoard board, bool present) => board.Site.Records.ContradictLocalLists = present;
}
