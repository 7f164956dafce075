using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Emulator.Devices;

/// <summary>
/// A bus in virtual time. A transfer runs inline and completes by a timer after the time its devices say it took; the bus is
/// busy until then, and only this bus: the clock is never pushed from inside a turn. Later transfers begin in their order.
/// A transfer that took no time also completes by a timer, due at once, so that the caller never goes on in its own turn:
/// on the board it cannot either. Used on the loop only.
/// </summary>
public sealed class InlineBusExecutor : IBusExecutor
{
    private readonly Queue<Func<Action>> _waiting = new();
    private readonly ITimer _end;
    private Action? _complete;
    private TimeSpan _took;
    private bool _transferring;
    private bool _disposed;

    public InlineBusExecutor(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _end = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called by an emulated device for the time its part of the running transfer takes.</summary>
    /// <exception cref="InvalidOperationException">No transfer is running: somebody reached a device past its bus.</exception>
    public void Elapse(TimeSpan duration)
    {
        if (!_transferring)
        {
            throw new InvalidOperationException("A device on this bus was reached outside of a transfer of its executor.");
        }

        _took += duration;
    }

    public Task<T> RunAsync<T>(Func<T> transfer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(() =>
        {
            try
            {
                var result = transfer();
                return () => done.SetResult(result);
            }
#pragma warning disable CA1031 // It reaches whoever awaits the transfer.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                return () => done.SetException(fault);
            }
        });
        if (_complete is null && !_transferring)
        {
            Begin();
        }

        return done.Task;
    }

    /// <summary>Lets the queued transfers finish at once.</summary>
    public void Dispose()
    {
        _disposed = true;
        _end.Dispose();
        _complete?.Invoke();
        _complete = null;
        while (_waiting.TryDequeue(out var transfer))
        {
            Transfer(transfer)();
        }
    }

    private void Begin()
    {
        _complete = Transfer(_waiting.Dequeue());
        _end.Change(_took, Timeout.InfiniteTimeSpan);
    }

    private Action Transfer(Func<Action> transfer)
    {
        _took = TimeSpan.Zero;
        _transferring = true;
        try
        {
            return transfer();
        }
        finally
        {
            _transferring = false;
        }
    }

    private void End()
    {
        var complete = _complete!;
        _complete = null;
        complete();
        if (_waiting.Count > 0)
        {
            Begin();
        }
    }
}
