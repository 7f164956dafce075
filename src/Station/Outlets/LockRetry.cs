using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Outlets;

/// <summary>
/// A lock that is stuck is tried again from time to time, so that its fault goes when whatever blocks it has gone. One that was lost is
/// opened when it is back, unless it is needed: the command to do so went nowhere.
/// </summary>
internal sealed class LockRetry(TimeProvider time, ConnectorParts parts, Action recheck) : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(20);

    private readonly HoldTimer _due = new(time, recheck);
    private bool _testing;
    private bool _wasLost;

    public void Follow()
    {
        if (parts.Devices.Lock is not { } cableLock)
        {
            return;
        }

        var wasLost = _wasLost;
        _wasLost = cableLock.State == CableLockState.Lost;
        if (wasLost && !_wasLost)
        {
            parts.Lock.UnlockIfFree();
        }

        var stuckOpen = parts.Faults.Contains(KnownFaults.LockStuckOpen);
        var stuckClosed = parts.Faults.Contains(KnownFaults.LockStuckClosed);
        if (_due.Held((stuckOpen || stuckClosed) && parts.Session.Transaction is null && !parts.Lock.IsMoving, s_period))
        {
            _due.Reset();
            if (stuckOpen)
            {
                _testing = true;
                cableLock.Lock();
            }
            else
            {
                parts.Lock.UnlockIfFree();
            }
        }
        else if (_testing && !parts.Lock.IsMoving)
        {
            // No token is authorized: the bolt goes back whether or not it came.
            _testing = false;
            parts.Lock.UnlockIfFree();
        }
    }

    public void Dispose() => _due.Dispose();
}
