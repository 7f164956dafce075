using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Faults;

/// <summary>How each cause of scope station is seen. The mains are seen by the meters of AC connectors, which sit ahead of their contactors.</summary>
internal sealed class StationCauses : IDisposable
{
    private const double WeakSignalDbm = -100;

    /// <summary>Above it a weak signal counts as good again.</summary>
    private const double GoodSignalDbm = -95;

    private readonly StationDevices _devices;
    private readonly Action _recheck;
    private readonly List<CauseWatch> _watches = [];
    private readonly List<Action> _unwatch = [];
    private readonly List<SupplyVoltage> _supply = [];
    private bool _acknowledged;

    public StationCauses(TimeProvider time, StationDevices devices, WatchedStore store, Authorizer authorizer, Action recheck)
    {
        _devices = devices;
        _recheck = recheck;
        WatchContacts();
        WatchSupply(time);
        WatchReaders();
        WatchSignal();
        _watches.Add(new(Causes.StoreFailing, () => store.IsFailing));
        _watches.Add(new(Causes.StoreReplaced, () => store.SetAside is not null));
        store.Changed += recheck;
        _unwatch.Add(() => store.Changed -= recheck);
        _watches.Add(new(Causes.LocalListConflict, () => authorizer.ListContradicts));
        authorizer.ListContradictsChanged += recheck;
        _unwatch.Add(() => authorizer.ListContradictsChanged -= recheck);
    }

    public void Update(CauseSet causes)
    {
        foreach (var watch in _watches)
        {
            watch.Update(causes);
        }
    }

    /// <summary>A person has looked after the emergency stop. Counts once it is released: a pressed one cannot be acknowledged.</summary>
    public void Acknowledge() => _acknowledged = _devices.EmergencyStop is { IsActive: false };

    public void Dispose()
    {
        foreach (var unwatch in _unwatch)
        {
            unwatch();
        }

        foreach (var watch in _watches)
        {
            watch.Calm?.Dispose();
        }
    }

    private void WatchContacts()
    {
        if (_devices.EmergencyStop is { } emergencyStop)
        {
            _watches.Add(new(Causes.EmergencyStop, () => emergencyStop.IsActive, () => _acknowledged));
            emergencyStop.Changed += OnEmergencyStop;
            _unwatch.Add(() => emergencyStop.Changed -= OnEmergencyStop);
        }

        if (_devices.Door is { } door)
        {
            _watches.Add(new(Causes.DoorOpen, () => door.IsActive));
            door.Changed += _recheck;
            _unwatch.Add(() => door.Changed -= _recheck);
        }
    }

    private void WatchSupply(TimeProvider time)
    {
        if (_devices.Mains is { } mains)
        {
            _watches.Add(new(Causes.SupplyLost, () => mains.IsActive));
            mains.Changed += _recheck;
            _unwatch.Add(() => mains.Changed -= _recheck);
        }

        foreach (var connector in _devices.Connectors.Where(connector => !connector.IsDirectCurrent))
        {
            var supply = new SupplyVoltage(time);
            Action<MeterReading> note = reading =>
            {
                // A recovery waits on a timer of its own and needs no reading.
                if (supply.Note(reading, connector.Roles.Phases))
                {
                    _recheck();
                }
            };
            _supply.Add(supply);
            connector.Meter.Read += note;
            _unwatch.Add(() => connector.Meter.Read -= note);
        }

        _watches.Add(new(Causes.SupplyOverVoltage, () => _supply.Exists(supply => supply.IsTooHigh)) { Calm = new HoldTimer(time, _recheck) });
        _watches.Add(new(Causes.SupplyUnderVoltage, () => _supply.Exists(supply => supply.IsTooLow)) { Calm = new HoldTimer(time, _recheck) });
    }

    private void WatchReaders()
    {
        var readers = _devices.Connectors.Select(connector => connector.Reader).OfType<IRfidReader>().Distinct().ToList();
        foreach (var reader in readers)
        {
            reader.Changed += _recheck;
            _unwatch.Add(() => reader.Changed -= _recheck);
        }

        _watches.Add(new(Causes.ReaderDead, () => readers.Exists(reader => reader.Health == DeviceHealth.Lost)));
    }

    private void WatchSignal()
    {
        if (_devices.Signal is { } signal)
        {
            _watches.Add(new(Causes.WeakSignal, () => signal.SignalDbm <= WeakSignalDbm, () => signal.SignalDbm >= GoodSignalDbm));
            signal.Changed += _recheck;
            _unwatch.Add(() => signal.Changed -= _recheck);
        }
    }

    private void OnEmergencyStop()
    {
        _acknowledged &= !_devices.EmergencyStop!.IsActive;
        _recheck();
    }
}
