using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Sessions;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Connectors;

/// <summary>How each fault of scope connector is seen in this connector's devices.</summary>
internal sealed class ConnectorFaults : IDisposable
{
    private const double OverCurrentFactor = 1.1;
    private const double LeastInsulationKiloOhm = 100;

    /// <summary>IEC 62955 and IEC 61851-1 8.5.</summary>
    private const double MostResidualDirectMilliA = 6;
    private const double MostResidualAlternatingMilliA = 30;
    private static readonly TimeSpan s_overCurrent = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_registerGrace = TimeSpan.FromSeconds(10);

    private static readonly FaultWatch<ConnectorFaults>[] s_watches =
    [
        new(KnownFaults.InsulationLow, at => at.IsInsulationLow(), at => at.IsUnplugged()),
        new(KnownFaults.ResidualCurrent, at => at.IsResidualCurrentHigh(), at => at.IsUnplugged()),
        new(KnownFaults.EarthLost, at => at.Devices.Earth is { IsActive: true }, at => at.IsUnplugged()),
        new(KnownFaults.OutputOverVoltage, at => at.IsOutputVoltageHigh()) { Calm = at => at._outputCalm },

        // Cleared by service only, with the feedback proven open.
        new(KnownFaults.ContactorWelded, at => at.Devices.Contactor.State == RelayState.Welded, _ => false),
        new(KnownFaults.ContactorStuckOpen, at =>
            at._parts.EnergyPath.CloseFailures >= EnergyPath.MostFailures || at.Devices.Upstream?.State == RelayState.FailedToClose),
        new(KnownFaults.OverCurrent, at => at.IsOverCurrent(), at => at.IsUnplugged()),
        new(
            KnownFaults.OverTemperature,
            at => at.Devices.Temperature?.TemperatureC > Derating.OverTemperatureC,
            at => at.Devices.Temperature?.TemperatureC <= Derating.RecoveredC),
        new(KnownFaults.MeterSilent, at => at.Devices.Meter.Health == DeviceHealth.Lost),
        new(KnownFaults.MeterChanged, at => at.IsMeterChanged(), at => at.IsUnplugged()) { Calm = at => at._meterCalm },
        new(KnownFaults.RelayLost, at => at.Devices.Contactor.State == RelayState.Lost),
        new(KnownFaults.ControllerLost, at => at.Devices.Controller.Health == DeviceHealth.Lost),
        new(KnownFaults.LockLost, at => at.Devices.Lock?.State == CableLockState.Lost),
        new(KnownFaults.SensorLost, at => at.IsSensorLost()),
        new(
            KnownFaults.LockStuckOpen,
            at => at.Devices.Lock?.State == CableLockState.FailedToLock && at._parts.Plug.IsPlugged,
            at => at.IsUnplugged() || at.Devices.Lock?.State == CableLockState.Locked),
        new(
            KnownFaults.LockStuckClosed,
            at => at.Devices.Lock?.State == CableLockState.FailedToUnlock,
            at => at.Devices.Lock?.State == CableLockState.Unlocked),

        // Cleared by a new plug-in.
        new(KnownFaults.EvCommunicationLost, at => at._vehicle.IsLost, _ => false),
    ];

    private readonly StationContext _context;
    private readonly ConnectorParts _parts;
    private readonly HoldTimer _overCurrent;
    private readonly HoldTimer _outputCalm;
    private readonly HoldTimer _meterCalm;
    private readonly HoldTimer _registerInDoubt;
    private readonly LockRetry _lockRetry;
    private readonly RecentLimit _recentLimit;
    private readonly VehicleContact _vehicle;

    public ConnectorFaults(StationContext context, ConnectorParts parts, Action recheck)
    {
        _context = context;
        _parts = parts;
        _overCurrent = new HoldTimer(context.Time, recheck);
        _outputCalm = new HoldTimer(context.Time, recheck);
        _meterCalm = new HoldTimer(context.Time, recheck);
        _registerInDoubt = new HoldTimer(context.Time, recheck);
        _lockRetry = new LockRetry(context.Time, parts, recheck);
        _recentLimit = new RecentLimit(context.Time);
        _vehicle = new VehicleContact(context.Time, context.Settings, parts, recheck);
        if (context.Latched.Contains(parts.Id, KnownFaults.ContactorWelded))
        {
            parts.Faults.Raise(KnownFaults.ContactorWelded);
        }

        parts.Faults.Changed += Latch;
    }

    private ConnectorDevices Devices => _parts.Devices;

    public void Update()
    {
        _vehicle.Follow();
        foreach (var watch in s_watches)
        {
            watch.Update(this, _parts.Faults);
        }

        _lockRetry.Follow();
    }

    /// <summary>Service has looked at the contactor. Only a feedback that says open clears it.</summary>
    /// <returns>False while the feedback still says closed.</returns>
    public bool ClearWeld()
    {
        if (_parts.Devices.Contactor is not { IsClosed: false, State: RelayState.Open or RelayState.FailedToClose })
        {
            return false;
        }

        _parts.Faults.Clear(KnownFaults.ContactorWelded);
        return true;
    }

    public void Dispose()
    {
        _parts.Faults.Changed -= Latch;
        _overCurrent.Dispose();
        _outputCalm.Dispose();
        _meterCalm.Dispose();
        _registerInDoubt.Dispose();
        _lockRetry.Dispose();
        _vehicle.Dispose();
    }

    private void Latch(FaultSet faults, Fault fault, bool raised)
    {
        if (fault == KnownFaults.ContactorWelded)
        {
            if (raised)
            {
                _context.Latched.Set(_parts.Id, fault);
            }
            else
            {
                _context.Latched.Clear(_parts.Id, fault);
            }
        }
    }

    private bool IsUnplugged() => !_parts.Plug.IsPlugged;

    /// <summary>A register that never goes on from anything is as good as a silent one.</summary>
    private bool IsMeterChanged()
    {
        var inDoubt = _registerInDoubt.Held(_parts.Register.IsInDoubt, s_registerGrace);
        return inDoubt || _parts.Energy.IsMeterChanged;
    }

    private bool IsSensorLost() =>
        Devices.Temperature?.Health == DeviceHealth.Lost || Devices.ResidualCurrentMonitor?.Health == DeviceHealth.Lost;

    private bool IsInsulationLow() =>
        Devices.Insulation is { IsActive: true } || Devices.InsulationMonitor?.InsulationKiloOhm < LeastInsulationKiloOhm;

    private bool IsResidualCurrentHigh() =>
        Devices.ResidualCurrent is { IsActive: true } ||
        Devices.ResidualCurrentMonitor is { DirectMilliA: > MostResidualDirectMilliA } or { AlternatingMilliA: > MostResidualAlternatingMilliA };

    private bool IsOutputVoltageHigh() =>
        Devices is { IsDirectCurrent: true } devices &&
        (devices.Controller.OutputVoltageV ?? devices.Meter.Latest?.VoltageV) > OutputVoltage.ThresholdV(devices.Roles.MaxVoltageV ?? OutputVoltage.UsualMaxV);

    /// <summary>While nothing is offered, the stop sequence judges what flows.</summary>
    private bool IsOverCurrent()
    {
        var limitA = _recentLimit.Note(_parts.EnergyPath.Limit.MaxCurrentA);
        return _overCurrent.Held(
            _parts.EnergyPath is { IsClosed: true, IsOffering: true } && Devices.Meter.Latest?.CurrentA > limitA * OverCurrentFactor,
            s_overCurrent);
    }
}
