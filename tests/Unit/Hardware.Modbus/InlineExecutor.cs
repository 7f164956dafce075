using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>Runs a transfer at once and completes it when its time on the wire has passed.</summary>
internal sealed class InlineExecutor(TimeProvider time) : IBusExecutor
{
    private TimeSpan _elapsed;

    public void Elapse(TimeSpan duration) => _elapsed += duration;

    public Task<T> RunAsync<T>(Func<T> transfer)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _elapsed = TimeSpan.Zero;
        Action complete;
        try
        {
            var result = transfer();
            complete = () => done.SetResult(result);
        }
        catch (Exception fault)
        {
            complete = () => done.SetException(fault);
        }

        time.CreateTimer(_ => complete(), null, _elapsed, Timeout.InfiniteTimeSpan);
        return done.Task;
    }

    public void Dispose()
    {
    }
}
