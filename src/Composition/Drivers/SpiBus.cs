using System.Device.Spi;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>One chip-select and the executor its transfers run on.</summary>
internal sealed record SpiBus(IBusExecutor Executor, Func<SpiDevice> Open) : IDisposable
{
    public void Dispose() => Executor.Dispose();
}
