using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class LogicFailing()
    : EmulatedConnectorFault("logic-failing", "a turn of the station's own program fails; only a restart clears what that leads to")
{
    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present)
    {
        if (present)
        {
            board.Site.Computer.FailTurn();
        }
    }
}
