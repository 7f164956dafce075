using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Outlets;

/// <summary>When the lock of a connector opens by itself.</summary>
internal sealed class OutletLock(ConnectorDevices devices, ConnectorSession session, EnergyPath energyPath)
{
    private bool _wasLive;
    private bool _isLetGo;

    /// <summary>A bolt left half-way holds a plug whatever its feedback says.</summary>
    public bool IsMoving => devices.Lock?.State is CableLockState.Locking or CableLockState.Unlocking;

    /// <summary>Unlocks the socket unless it is live, in use or held for somebody.</summary>
    public void UnlockIfFree()
    {
        if (!_isLetGo && devices.Lock is { State: not (CableLockState.Unlocked or CableLockState.Lost) } cableLock &&
            session is { IsIdle: true, LockedFor: null } && !energyPath.IsLive)
        {
            cableLock.Unlock();
        }
    }

    /// <summary>A plug that was kept because a contactor would not open is freed when it does.</summary>
    public void UnlockOnceNotLive()
    {
        var wasLive = _wasLive;
        _wasLive = energyPath.IsLive;
        if (wasLive && !_wasLive)
        {
            UnlockIfFree();
        }
    }

    /// <summary>Leaves the lock as it is from now on.</summary>
    public void LeaveAsIs() => _isLetGo = true;
}
