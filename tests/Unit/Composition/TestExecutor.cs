using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Tests.Unit.Composition;

/// <summary>An executor that remembers whether it was let go of.</summary>
internal sealed class TestExecutor(IBusExecutor inner) : IBusExecutor
{
    public bool Disposed { get; private set; }

    /// <summary>What every transfer ends with instead of its result; null: the result.</summary>
    public Exception? Fault { get; set; }

    public Task<T> RunAsync<T>(Func<T> transfer) => inner.RunAsync(() => Fault is { } fault ? throw fault : transfer());

    public void Dispose()
    {
        Disposed = true;
        inner.Dispose();
    }
}
