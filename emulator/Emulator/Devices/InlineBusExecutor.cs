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
    private readonly Queue<Transfer> _waiting = new();
    private readonly ITimer _end;
    private Transfer? _running;
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
        var asked = new Transfer<T>(transfer);
        _waiting.Enqueue(asked);
        if (_running is null && !_transferring)
        {
            Begin();
        }

        return asked.Done;
    }

    /// <summary>Lets the queued transfers finish at once.</summary>
    public void Dispose()
    {
        _disposed = true;
        _end.Dispose();
        _running?.Complete();
        _running = null;
        while (_waiting.TryDequeue(out var transfer))
        {
            Run(transfer);
            transfer.Complete();
        }
    }

    private void Begin()
    {
        _running = _waiting.Dequeue();
        Run(_running);
        _end.Change(_took, Timeout.InfiniteTimeSpan);
    }

    private void Run(Transfer transfer)
    {
        _took = TimeSpan.Zero;
        _transferring = true;
        transfer.Run();
        _transferring = false;
    }

    private void End()
    {
        var ended = _running!;
        _running = null;
        ended.Complete();
        if (_waiting.Count > 0)
        {
            Begin();
        }
    }

    private abstract class Transfer
    {
        /// <summary>Does it, and keeps what came of it. Throws nothing.</summary>
        public abstract void Run();

        /// <summary>Notifies whoever waits.</summary>
        public abstract void Complete();
    }

    private sealed class Transfer<T>(Func<T> transfer) : Transfer
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _fault;

        public Task<T> Done => _done.Task;

        public override void Run()
        {
            try
            {
                _result = transfer();
            }
#pragma warning disable CA1031 // It reaches whoever awaits the transfer.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                _fault = fault;
            }
        }

        public override void Complete()
        {
            if (_fault is null)
            {
                _done.SetResult(_result!);
            }
            else
            {
                _done.SetException(_fault);
            }
        }
    }
}
