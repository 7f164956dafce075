using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Faults;

/// <summary>How each fault of scope station is seen. The mains are seen by the meters of AC connectors, which sit ahead of their contactors.</summary>
internal sealed class StationFaults : IDisposable
{
    private const double WeakSignalDbm = -100;

    /// <summary>Above it a weak signal counts as good again.</summary>
    private const double GoodSignalDbm = -95;

    private static readonly FaultWatch<StationFaults>[] s_watches =
    [
        new(KnownFaults.EmergencyStop, at => at._devices.EmergencyStop is { IsActive: true }, at => at._acknowledged),
        new(KnownFaults.DoorOpen, at => at._devices.Door is { IsActive: true }),
        new(KnownFaults.SupplyLost, at => at._devices.Mains is { IsActive: true }),
        new(KnownFaults.SupplyOverVoltage, at => Array.Exists(at._supply, supply => supply.IsTooHigh)) { Calm = at => at._overVoltageCalm },
        new(KnownFaults.SupplyUnderVoltage, at => Array.Exists(at._supply, supply => supply.IsTooLow)) { Calm = at => at._underVoltageCalm },
        new(KnownFaults.ReaderDead, at => at._devices.Connectors.Any(connector => connector.Reader is { Health: DeviceHealth.Lost })),
        new(KnownFaults.WeakSignal, at => at._devices.Signal?.SignalDbm <= WeakSignalDbm, at => at._devices.Signal?.SignalDbm >= GoodSignalDbm),
        new(KnownFaults.StoreFailing, at => at._store.IsFailing),
        new(KnownFaults.StoreReplaced, at => at._store.Damage is not null),
        new(KnownFaults.LocalListConflict, at => at._authorizer.ListContradicts),
    ];

    private readonly StationDevices _devices;
    private readonly WatchedStore _store;
    private readonly Authorizer _authorizer;
    private readonly Action _recheck;
    private readonly HoldTimer _overVoltageCalm;
    private readonly HoldTimer _underVoltageCalm;
    private readonly SupplyVoltage[] _supply;
    private bool _acknowledged;

    public StationFaults(TimeProvider time, StationDevices devices, WatchedStore store, Authorizer authorizer, Action recheck)
    {
        _devices = devices;
        _store = store;
        _authorizer = authorizer;
        _recheck = recheck;
        _overVoltageCalm = new HoldTimer(time, recheck);
        _underVoltageCalm = new HoldTimer(time, recheck);
        _supply =
        [
            .. devices.Connectors.Where(connector => !connector.IsDirectCurrent).Select(connector => new SupplyVoltage(time, connector, recheck)),
        ];
        devices.EmergencyStop?.Changed += OnEmergencyStop;
        devices.Changed += recheck;
        store.Changed += recheck;
        authorizer.ListContradictsChanged += recheck;
    }

    public void Update(FaultSet faults)
    {
        foreach (var watch in s_watches)
        {
            watch.Update(this, faults);
        }
    }

    /// <summary>A person has looked after the emergency stop. Counts once it is released: a pressed one cannot be acknowledged.</summary>
    public void Acknowledge() => _acknowledged = _devices.EmergencyStop is { IsActive: false };

    public void Dispose()
    {
        _devices.EmergencyStop?.Changed -= OnEmergencyStop;
        _devices.Changed -= _recheck;
        _store.Changed -= _recheck;
        _authorizer.ListContradictsChanged -= _recheck;
        foreach (var supply in _supply)
        {
            supply.Dispose();
        }

        _overVoltageCalm.Dispose();
        _underVoltageCalm.Dispose();
    }

    private void OnEmergencyStop() => _acknowledged &= !_devices.EmergencyStop!.IsActive;
}
