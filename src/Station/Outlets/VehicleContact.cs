using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Outlets;

/// <summary>
/// Whether the vehicle can be spoken to. It cannot when the pilot is shorted or dead; when a vehicle that has introduced itself by
/// high-level communication is plugged still and known no more; and when a DC vehicle takes longer than EvCommunicationTimeout
/// from the offer to its request.
/// </summary>
internal sealed class VehicleContact(TimeProvider time, StationSettings settings, ConnectorParts parts, Action recheck) : IDisposable
{
    private readonly HoldTimer _handshake = new(time, recheck);
    private bool _wasIntroduced;

    public bool IsLost { get; private set; }

    public void Follow()
    {
        var controller = parts.Devices.Controller;
        var isPilotBad = controller.Pilot is ControlPilotState.E or ControlPilotState.F;
        IsLost = IsHandshakeOver() | IsSilent() | isPilotBad;
    }

    public void Dispose() => _handshake.Dispose();

    private bool IsSilent()
    {
        if (!parts.Plug.IsConnected)
        {
            _wasIntroduced = false;
            return false;
        }

        var isKnown = parts.Devices.Controller.Vehicle != VehicleData.Unknown;
        _wasIntroduced |= isKnown;
        return _wasIntroduced && !isKnown;
    }

    private bool IsHandshakeOver() => _handshake.Held(
        parts.Devices.IsDirectCurrent && parts.Session.Transaction is { IsStopping: false } &&
        parts.EnergyPath.IsOffering && !parts.Devices.Controller.EnergyRequested,
        settings.EvCommunicationTimeout);
}
