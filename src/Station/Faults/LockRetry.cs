using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Station.Faults;

/// <summary>
/// A lock that is stuck is tried again from time to time, so that its cause goes when whatever blocks it has gone. One that was lost is
/// opened when it is back, unless it is needed: the command to do so went nowhere.
/// </summary>
internal sealed class LockRetry(TimeProvider time, Connector connector, Action recheck) : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(20);

    private readonly HoldTimer _due = new(time, recheck);
    private bool _testing;
    private bool _wasLost;

    public void Follow()
    {
        if (connector.Devices.Lock is not { } cableLock)
        {
            return;
        }

        var wasLost = _wasLost;
        _wasLost = cableLock.State == CableLockState.Lost;
        if (wasLost && !_wasLost)
        {
            connector.UnlockIfFree();
        }

        var stuckOpen = connector.Causes.Contains(Causes.LockStuckOpen);
        var stuckClosed = connector.Causes.Contains(Causes.LockStuckClosed);
        if (_due.Held((stuckOpen || stuckClosed) && connector.Transaction is null && !connector.IsLockMoving, s_period))
        {
            _due.Reset();
            if (stuckOpen)
            {
                _testing = true;
                cableLock.Lock();
            }
            else
            {
                connector.UnlockIfFree();
            }
        }
        else if (_testing && !connector.IsLockMoving)
        {
            // Nobody is authorised: the bolt goes back whether or not it came.
            _testing = false;
            connector.UnlockIfFree();
        }
    }

    public void Dispose() => _due.Dispose();
}
