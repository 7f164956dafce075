using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class BusLost() : EmulatedConnectorFault("bus-lost", "the Modbus lines of this connector's energy path are cut")
{
    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present)
    {
        var roles = board.Board.Connectors[connector.Number - 1];
        foreach (var device in new[] { roles.Contactor, roles.Lock, roles.Meter, roles.Controller }.OfType<string>())
        {
            if (board.LineOf(device) is { } line)
            {
                line.IsSilent = present;
            }
        }
    }
}
