using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Station.Connectors;

/// <summary>How each cause of scope connector is seen in this connector's devices.</summary>
internal sealed class ConnectorCauses : IDisposable
{
    private const double OverCurrentFactor = 1.1;
    private const double LeastInsulationKiloOhm = 100;

    /// <summary>IEC 62955 and IEC 61851-1 8.5.</summary>
    private const double MostResidualDirectMilliA = 6;
    private const double MostResidualAlternatingMilliA = 30;
    private static readonly TimeSpan s_overCurrent = TimeSpan.FromSeconds(5);

    private readonly StationContext _context;
    private readonly Connector _connector;
    private readonly HoldTimer _overCurrent;
    private readonly HoldTimer _outputCalm;
    private readonly LockRetry _lockRetry;
    private readonly RecentLimit _recentLimit;
    private readonly VehicleContact _vehicle;
    private readonly List<CauseWatch> _watches;

    public ConnectorCauses(StationContext context, Connector connector, Action recheck)
    {
        _context = context;
        _connector = connector;
        _overCurrent = new HoldTimer(context.Time, recheck);
        _outputCalm = new HoldTimer(context.Time, recheck);
        _lockRetry = new LockRetry(context.Time, connector, recheck);
        _recentLimit = new RecentLimit(context.Time);
        _vehicle = new VehicleContact(context, connector, recheck);
        _watches = [.. Watch(connector.Devices)];
        if (context.Latched.Contains(connector.Id, Causes.ContactorWelded))
        {
            connector.Causes.Raise(Causes.ContactorWelded);
        }

        connector.Causes.Changed += Latch;
    }

    public void Update()
    {
        _vehicle.Follow();
        foreach (var watch in _watches)
        {
            watch.Update(_connector.Causes);
        }

        _lockRetry.Follow();
    }

    /// <summary>Service has looked at the contactor. Only a feedback that says open clears it.</summary>
    /// <returns>False while the feedback still says closed.</returns>
    public bool ClearWeld()
    {
        if (_connector.Devices.Contactor is not { IsClosed: false, State: RelayState.Open or RelayState.FailedToClose })
        {
            return false;
        }

        _connector.Causes.Clear(Causes.ContactorWelded);
        return true;
    }

    public void Dispose()
    {
        _connector.Causes.Changed -= Latch;
        _overCurrent.Dispose();
        _outputCalm.Dispose();
        _lockRetry.Dispose();
        _vehicle.Dispose();
    }

    private IEnumerable<CauseWatch> Watch(ConnectorDevices devices) =>
    [
        new(Causes.InsulationLow, IsInsulationLow, IsUnplugged),
        new(Causes.ResidualCurrent, IsResidualCurrentHigh, IsUnplugged),
        new(Causes.EarthLost, () => devices.Earth is { IsActive: true }, IsUnplugged),
        new(Causes.OutputOverVoltage, IsOutputVoltageHigh) { Calm = _outputCalm },

        // Cleared by service only, with the feedback proven open.
        new(Causes.ContactorWelded, () => devices.Contactor.State == RelayState.Welded, () => false),
        new(Causes.ContactorStuckOpen, () =>
            _connector.EnergyPath.CloseFailures >= EnergyPath.MostFailures || devices.Upstream?.State == RelayState.FailedToClose),
        new(Causes.OverCurrent, IsOverCurrent, IsUnplugged),
        new(
            Causes.OverTemperature,
            () => devices.Temperature?.TemperatureC > Derating.OverTemperatureC,
            () => devices.Temperature?.TemperatureC <= Derating.RecoveredC),
        new(Causes.MeterSilent, () => devices.Meter.Health == DeviceHealth.Lost),
        new(Causes.RelayLost, () => devices.Contactor.State == RelayState.Lost),
        new(Causes.ControllerLost, () => devices.Controller.Health == DeviceHealth.Lost),
        new(Causes.LockLost, () => devices.Lock?.State == CableLockState.Lost),
        new(Causes.SensorLost, IsSensorLost),
        new(Causes.LockStuckOpen, () => devices.Lock?.State == CableLockState.FailedToLock && _connector.IsPlugged,
            () => IsUnplugged() || devices.Lock?.State == CableLockState.Locked),
        new(Causes.LockStuckClosed, () => devices.Lock?.State == CableLockState.FailedToUnlock, () => devices.Lock?.State == CableLockState.Unlocked),

        // Cleared by a new plug-in.
        new(Causes.EvCommunicationLost, () => _vehicle.IsLost, () => false),
    ];

    private void Latch(Cause cause, bool raised)
    {
        if (cause == Causes.ContactorWelded)
        {
            if (raised)
            {
                _context.Latched.Set(_connector.Id, cause);
            }
            else
            {
                _context.Latched.Clear(_connector.Id, cause);
            }
        }
    }

    private bool IsUnplugged() => !_connector.IsPlugged;

    private bool IsSensorLost() =>
        _connector.Devices.Temperature?.Health == DeviceHealth.Lost || _connector.Devices.ResidualCurrentMonitor?.Health == DeviceHealth.Lost;

    private bool IsInsulationLow() =>
        _connector.Devices.Insulation is { IsActive: true } || _connector.Devices.InsulationMonitor?.InsulationKiloOhm < LeastInsulationKiloOhm;

    private bool IsResidualCurrentHigh() =>
        _connector.Devices.ResidualCurrent is { IsActive: true } ||
        _connector.Devices.ResidualCurrentMonitor is { DirectMilliA: > MostResidualDirectMilliA } or { AlternatingMilliA: > MostResidualAlternatingMilliA };

    private bool IsOutputVoltageHigh() =>
        _connector.Devices is { IsDirectCurrent: true } devices &&
        (devices.Controller.OutputVoltageV ?? devices.Meter.Latest?.VoltageV) > OutputVoltage.ThresholdV(devices.Roles.MaxVoltageV ?? OutputVoltage.UsualMaxV);

    /// <summary>While nothing is offered, what flows is the stop sequence's business.</summary>
    private bool IsOverCurrent()
    {
        var limitA = _recentLimit.Note(_connector.Limit.MaxCurrentA);
        return _overCurrent.Held(
            _connector.EnergyPath is { IsClosed: true, IsOffering: true } && _connector.Devices.Meter.Latest?.CurrentA > limitA * OverCurrentFactor,
            s_overCurrent);
    }
}
