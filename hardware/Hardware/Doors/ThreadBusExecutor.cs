using System.Collections.Concurrent;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Doors;

/// <summary>A bus's own thread: blocking transfers never stand in the loop's way.</summary>
public sealed class ThreadBusExecutor : IBusExecutor
{
    private readonly BlockingCollection<Action> _transfers = [];
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
        _transfers.Add(() =>
        {
            try
            {
                done.SetResult(transfer());
            }
#pragma warning disable CA1031 // It reaches whoever awaits the transfer.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                done.SetException(fault);
            }
        });
        return done.Task;
    }

    /// <summary>Lets the queued transfers finish, then ends the thread.</summary>
    public void Dispose()
    {
        if (_transfers.IsAddingCompleted)
        {
            return;
        }

        _transfers.CompleteAdding();
        _thread.Join();
        _transfers.Dispose();
    }

    private void Work()
    {
        foreach (var transfer in _transfers.GetConsumingEnumerable())
        {
            transfer();
        }
    }
}
