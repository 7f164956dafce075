using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Faults;

internal sealed class EvCommunicationLost()
    : EmulatedConnectorFault("ev-communication-lost", "AC: the control pilot is shorted; DC: high-level communication is dropped")
{
    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present)
    {
        if (connector.Dc is { } output)
        {
            output.CommunicationLost = present;
        }
        else
        {
            connector.Outlet.PilotShorted = present;
        }
    }
}
