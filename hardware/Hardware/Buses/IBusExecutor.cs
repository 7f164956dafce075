namespace ChargerFirmware.Hardware.Buses;

/// <summary>
/// The seam between the loop and a bus whose transfers block. In the field a thread a bus; on an emulated board the transfer
/// runs inline and completes by a timer after the time it would have taken, and only this bus is busy until then.
/// </summary>
public interface IBusExecutor : IDisposable
{
    /// <summary>
    /// Runs <paramref name="transfer"/> when all earlier ones of this bus have ended. Awaited on the loop, it returns to the loop.
    /// </summary>
    /// <exception cref="Exception">Whatever the transfer throws.</exception>
    Task<T> RunAsync<T>(Func<T> transfer);
}
