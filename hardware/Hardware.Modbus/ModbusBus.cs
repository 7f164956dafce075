using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus;

/// <summary>
/// A Modbus line as drivers on the loop use it: requests queue up, one is on the wire, an urgent one is next. A failed attempt is
/// repeated, and between two attempts an urgent request gets its turn; so an urgent one waits for a gap and a time-out at most.
/// Used on the loop only.
/// </summary>
public sealed class ModbusBus : IDisposable
{
    private readonly IBusExecutor _executor;
    private readonly ModbusMaster _master;
    private readonly int _retries;
    private readonly LinkedList<TaskCompletionSource> _normal = new();
    private readonly LinkedList<TaskCompletionSource> _urgent = new();
    private bool _busy;
    private bool _disposed;

    /// <param name="executor">Owned: disposed with the bus.</param>
    /// <param name="master">Owned: disposed with the bus, its line with it.</param>
    /// <param name="retries">How often a request is repeated when no usable answer comes.</param>
    public ModbusBus(IBusExecutor executor, ModbusMaster master, int retries)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(master);
        _executor = executor;
        _master = master;
        _retries = retries;
    }

    /// <param name="retry">False: one attempt only, for a device that is known to be silent.</param>
    /// <exception cref="IOException">No usable answer (<see cref="ModbusException"/>), or the line is gone.</exception>
    public Task<ushort[]> ReadRegistersAsync(byte unit, ModbusFunction function, ushort address, int count, bool retry = true) =>
        RunAsync(
            () => ModbusRequest.ReadRegisters(unit, function, address, count),
            static (_, answer) => ModbusRequest.Registers(answer),
            ModbusPriority.Normal,
            retry);

    /// <inheritdoc cref="ReadRegistersAsync"/>
    public Task<bool[]> ReadBitsAsync(byte unit, ModbusFunction function, ushort address, int count, bool retry = true) =>
        RunAsync(
            () => ModbusRequest.ReadBits(unit, function, address, count),
            (_, answer) => ModbusRequest.Bits(answer, count),
            ModbusPriority.Normal,
            retry);

    /// <summary>Writes registers by function 10h.</summary>
    /// <param name="values">Asked for when the request's turn has come, on the loop: the newest values go out, not those of when it was queued.</param>
    /// <inheritdoc cref="ReadRegistersAsync"/>
    public Task WriteRegistersAsync(byte unit, ushort address, Func<ushort[]> values, ModbusPriority priority, bool retry = true)
    {
        ArgumentNullException.ThrowIfNull(values);
        return WriteAsync(() => ModbusRequest.WriteRegisters(unit, address, values()), priority, retry);
    }

    /// <summary>Sends any writing request.</summary>
    /// <param name="request">Asked for when its turn has come, on the loop, and again for each repetition.</param>
    /// <inheritdoc cref="ReadRegistersAsync"/>
    public Task WriteAsync(Func<ModbusRequest> request, ModbusPriority priority, bool retry = true) =>
        RunAsync(request, static (_, _) => true, priority, retry);

    /// <summary>Ends the bus. What still waits is cancelled: whoever asked goes down with the bus.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var waiting in _urgent.Concat(_normal))
        {
            waiting.SetException(Closed());
        }

        _urgent.Clear();
        _normal.Clear();
        _executor.Dispose();
        _master.Dispose();
    }

    private async Task<T> RunAsync<T>(
        Func<ModbusRequest> request, Func<ModbusRequest, byte[], T> decode, ModbusPriority priority, bool retry)
    {
        if (_disposed)
        {
            throw Closed();
        }

        var queue = priority == ModbusPriority.Urgent ? _urgent : _normal;
        var retries = retry ? _retries : 0;
        var turn = _busy ? queue.AddLast(NewTurn()).Value.Task : Task.CompletedTask;
        _busy = true;
        while (true)
        {
            await turn;
            try
            {
                var asked = request();
                var answer = await _executor.RunAsync(() => _master.Ask(asked));

                // A driver that was let go of must not speak up any more.
                return _disposed ? throw Closed() : decode(asked, answer);
            }
            catch (IOException fault) when (fault is not ModbusSlaveException && retries > 0 && !_disposed)
            {
                retries--;
                turn = queue.AddFirst(NewTurn()).Value.Task;
            }
            finally
            {
                _master.Rest();
                PassOn();
            }
        }
    }

    private void PassOn()
    {
        var queue = _urgent.Count > 0 ? _urgent : _normal;
        _busy = queue.Count > 0;
        if (_busy)
        {
            var next = queue.First!.Value;
            queue.RemoveFirst();
            next.SetResult();
        }
    }

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static OperationCanceledException Closed() => new("The Modbus line was closed.");
}
