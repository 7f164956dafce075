using ChargerFirmware.Hardware;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// Whether the vehicle can be spoken to. It cannot when the pilot is shorted or dead; when a vehicle that has introduced itself by
/// high-level communication is plugged still and known no more; and when a DC vehicle takes longer than EvCommunicationTimeout
/// from the offer to its request.
/// </summary>
internal sealed class VehicleContact(StationContext context, Connector connector, Action recheck) : IDisposable
{
    private readonly HoldTimer _handshake = new(context.Time, recheck);
    private bool _wasIntroduced;

    public bool IsLost { get; private set; }

    public void Follow()
    {
        var controller = connector.Devices.Controller;
        var isPilotBad = controller.Pilot is ControlPilotState.E or ControlPilotState.F;
        IsLost = IsHandshakeOver() | IsSilent() | isPilotBad;
    }

    public void Dispose() => _handshake.Dispose();

    private bool IsSilent()
    {
        if (connector.Devices.Plug.Plug != PlugState.Connected)
        {
            _wasIntroduced = false;
            return false;
        }

        var isKnown = connector.Devices.Controller.Vehicle != VehicleData.Unknown;
        _wasIntroduced |= isKnown;
        return _wasIntroduced && !isKnown;
    }

    private bool IsHandshakeOver() => _handshake.Held(
        connector.Devices.IsDirectCurrent && connector.Transaction is { IsStopping: false } &&
        connector.EnergyPath.IsOffering && !connector.Devices.Controller.EnergyRequested,
        context.Settings.EvCommunicationTimeout);
}
