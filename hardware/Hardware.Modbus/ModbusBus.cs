using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus;

/// <summary>
/// A Modbus line as drivers on the loop use it: requests queue up, one is on the wire, an urgent one is next. A failed attempt is
/// repeated, and between two attempts an urgent request gets its turn; so an urgent one waits for a gap and a time-out at most.
/// </summary>
public sealed class ModbusBus : IDisposable
{
    private readonly Loop _loop;
    private readonly IBusExecutor _executor;
    private readonly ModbusMaster _master;
    private readonly int _retries;
    private readonly LinkedList<Transfer> _normal = new();
    private readonly LinkedList<Transfer> _urgent = new();
    private bool _serving;
    private bool _disposed;

    /// <param name="executor">Owned: disposed with the bus.</param>
    /// <param name="master">Owned: disposed with the bus, its line with it.</param>
    /// <param name="retries">How often a request is repeated when no usable answer comes.</param>
    public ModbusBus(Loop loop, IBusExecutor executor, ModbusMaster master, int retries)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(master);
        _loop = loop;
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
            waiting.Fail(Closed());
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

        var transfer = new Transfer<T>(request, decode, retry ? _retries : 0);
        var queue = priority == ModbusPriority.Urgent ? _urgent : _normal;
        queue.AddLast(transfer);
        if (!_serving)
        {
            _serving = true;
            _loop.Start(ServeAsync);
        }

        // Awaited here, so that a caller may put the task into WhenAll: that would take the bare source's completion off the loop.
        var answer = await transfer.Task;

        // A driver that was let go of must not speak up any more.
        return _disposed ? throw Closed() : answer;
    }

    private static OperationCanceledException Closed() => new("The Modbus line was closed.");

    private async Task ServeAsync()
    {
        while (!_disposed && (_urgent.Count > 0 ? _urgent : _normal) is { Count: > 0 } queue)
        {
            var transfer = queue.First!.Value;
            queue.RemoveFirst();
            var ended = await transfer.TryAsync(_executor, _master);
            _master.Rest();
            if (ended)
            {
                continue;
            }

            if (_disposed)
            {
                transfer.Fail(Closed());
            }
            else
            {
                queue.AddFirst(transfer);
            }
        }

        _serving = false;
    }

    private abstract class Transfer(int retries)
    {
        private int _retries = retries;

        /// <summary>One attempt. False: it failed and another may follow.</summary>
        public async Task<bool> TryAsync(IBusExecutor executor, ModbusMaster master)
        {
            try
            {
                await RunAsync(executor, master);
                return true;
            }
            catch (IOException fault) when (fault is not ModbusSlaveException && _retries > 0)
            {
                _retries--;
                return false;
            }
#pragma warning disable CA1031 // It reaches whoever awaits the transfer.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Fail(fault);
                return true;
            }
        }

        public abstract void Fail(Exception fault);

        protected abstract Task RunAsync(IBusExecutor executor, ModbusMaster master);
    }

    private sealed class Transfer<T>(Func<ModbusRequest> request, Func<ModbusRequest, byte[], T> decode, int retries) : Transfer(retries)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Task => _done.Task;

        public override void Fail(Exception fault) => _done.TrySetException(fault);

        protected override async Task RunAsync(IBusExecutor executor, ModbusMaster master)
        {
            var asked = request();
            _done.TrySetResult(decode(asked, await executor.RunAsync(() => master.Ask(asked))));
        }
    }
}
