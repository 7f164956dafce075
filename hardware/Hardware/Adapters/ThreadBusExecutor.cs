using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Adapters;

/// <summary>A bus's own thread: blocking transfers never stand in the loop's way.</summary>
public sealed class ThreadBusExecutor : IBusExecutor
{
    private readonly ThreadQueue<Action> _transfers = new();
    private readonly Thread _thread;

    /// <param name="name">The bus's name in the board file.</param>
    public ThreadBusExecutor(string name)
    {
        _thread = new Thread(Work) { Name = $"bus {name}", IsBackground = true };
        _thread.Start();
    }

    public Task<T> RunAsync<T>(Func<T> transfer)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isTaken = _transfers.TryAdd(() =>
        {
            try
            {
                done.SetResult(transfer());
            }
#pragma warning disable CA1031 // It reaches the awaiter of the transfer.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                done.SetException(fault);
            }
        });
        return isTaken ? done.Task : throw new ObjectDisposedException(nameof(ThreadBusExecutor));
    }

    /// <summary>Lets the queued transfers finish, then ends the thread.</summary>
    public void Dispose()
    {
        if (_transfers.TryClose())
        {
            _thread.Join();
        }
    }

    private void Work()
    {
        while (_transfers.TryTake(out var transfer, Timeout.InfiniteTimeSpan))
        {
            transfer();
        }
    }
}
