using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Station.Connectors;

/// <summary>How each cause of scope connector is seen in this connector's devices.</summary>
internal sealed class ConnectorCauses : IDisposable
{
    private const double OverCurrentFactor = 1.1;
    private static readonly TimeSpan s_overCurrent = TimeSpan.FromSeconds(5);

    private readonly StationContext _context;
    private readonly Connector _connector;
    private readonly HoldTimer _overCurrent;
    private readonly HoldTimer _handshake;
    private readonly List<CauseWatch> _watches;

    public ConnectorCauses(StationContext context, Connector connector, Action recheck)
    {
        _context = context;
        _connector = connector;
        _overCurrent = new HoldTimer(context.Time, recheck);
        _handshake = new HoldTimer(context.Time, recheck);
        var devices = connector.Devices;
        _watches =
        [
            // Cleared by service only, with the feedback proven open.
            new(Causes.ContactorWelded, () => devices.Contactor.State == RelayState.Welded, () => false),
            new(Causes.ContactorStuckOpen, () => connector.EnergyPath.CloseFailures >= 2),
            new(Causes.OverCurrent, IsOverCurrent, () => !connector.IsPlugged),
            new(Causes.MeterSilent, () => devices.Meter.Health == DeviceHealth.Lost),
            new(Causes.RelayLost, () => devices.Contactor.State == RelayState.Lost),
            new(Causes.ControllerLost, () => devices.Controller.Health == DeviceHealth.Lost),
            new(Causes.LockLost, () => devices.Lock?.State == CableLockState.Lost),
            new(Causes.LockStuckOpen, () => devices.Lock?.State == CableLockState.FailedToLock && connector.IsPlugged),
            new(Causes.LockStuckClosed, () => devices.Lock?.State == CableLockState.FailedToUnlock),
            new(Causes.EvCommunicationLost, () => IsCommunicationLost() || IsHandshakeOver(), () => false),
        ];
    }

    public void Update()
    {
        foreach (var watch in _watches)
        {
            watch.Update(_connector.Causes);
        }
    }

    /// <summary>Service has looked at the contactor. Only a feedback that says open clears it.</summary>
    /// <returns>False while the feedback still says closed.</returns>
    public bool ClearWeld()
    {
        if (_connector.Devices.Contactor.IsClosed)
        {
            return false;
        }

        _connector.Causes.Clear(Causes.ContactorWelded);
        return true;
    }

    public void Dispose()
    {
        _overCurrent.Dispose();
        _handshake.Dispose();
    }

    private bool IsOverCurrent() => _overCurrent.Held(
        _connector.EnergyPath.IsClosed && _connector.Devices.Meter.Latest?.CurrentA > _connector.Limit.MaxCurrentA * OverCurrentFactor,
        s_overCurrent);

    private bool IsCommunicationLost() => _connector.Devices.Controller.Pilot is ControlPilotState.E or ControlPilotState.F;

    /// <summary>A DC vehicle has EvCommunicationTimeout to get from the offer to its first request.</summary>
    private bool IsHandshakeOver() => _handshake.Held(
        _connector.Devices.IsDirectCurrent &&
        _connector.Transaction is { IsStopping: false, WasEnergised: false } &&
        _connector.EnergyPath.IsOffering && !_connector.Devices.Controller.EnergyRequested,
        _context.Settings.EvCommunicationTimeout);
}
