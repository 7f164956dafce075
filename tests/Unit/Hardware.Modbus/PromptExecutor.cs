using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>A bus whose thread is always faster than the loop: what is awaited is over already.</summary>
internal sealed class PromptExecutor : IBusExecutor
{
    public Task<T> RunAsync<T>(Func<T> transfer) => Task.FromResult(transfer());

    public void Dispose()
    {
    }
}
