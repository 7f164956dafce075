using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>
/// A bus's executor that reports what became of each transfer and how long the loop waited for it. The clock is read on the loop, before
/// and after: a transfer that runs inline in virtual time takes no time while it runs. So the loop's own lateness is part of it.
/// Used on the loop only.
/// </summary>
/// <param name="inner">Owned: disposed with this.</param>
/// <param name="traffic">Hears of every transfer that has ended.</param>
/// <param name="bus">The bus's name in the board file.</param>
/// <param name="errorKinds">What can go wrong on it.</param>
internal sealed class MeasuredExecutor(
    Loop loop, IBusExecutor inner, BusTraffic traffic, string bus, IReadOnlyList<string> errorKinds) : IBusExecutor
{
    public string Bus => bus;

    public IReadOnlyList<string> ErrorKinds => errorKinds;

    public async Task<T> RunAsync<T>(Func<T> transfer)
    {
        var began = loop.Time.GetTimestamp();
        try
        {
            var result = await inner.RunAsync(transfer);
            traffic.Count(bus, null, result is not IBusAnswer { Answered: false }, loop.Time.GetElapsedTime(began));
            return result;
        }
        catch (Exception fault)
        {
            traffic.Count(bus, fault, false, loop.Time.GetElapsedTime(began));
            throw;
        }
    }

    public void Dispose() => inner.Dispose();
}
