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
    private Turn? _waiting;
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
            ModbusRequest.ReadRegisters(unit, function, address, count),
            null,
            static (_, answer) => ModbusRequest.Registers(answer),
            ModbusPriority.Normal,
            retry);

    /// <inheritdoc cref="ReadRegistersAsync"/>
    public Task<bool[]> ReadBitsAsync(byte unit, ModbusFunction function, ushort address, int count, bool retry = true) =>
        RunAsync(
            ModbusRequest.ReadBits(unit, function, address, count),
            null,
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
        RunAsync(null, request, static (_, _) => true, priority, retry);

    /// <summary>Ends the bus. What still waits is cancelled: its callers end with the bus.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        for (; _waiting is { } turn; _waiting = turn.Next)
        {
            turn.SetException(Closed());
        }

        _executor.Dispose();
        _master.Dispose();
    }

    /// <param name="constant">What is asked for every time, or null: then <paramref name="current"/> says it when its turn has come.</param>
    private async Task<T> RunAsync<T>(
        ModbusRequest? constant, Func<ModbusRequest>? current, Func<ModbusRequest, byte[], T> decode, ModbusPriority priority, bool retry)
    {
        if (_disposed)
        {
            throw Closed();
        }

        var isUrgent = priority == ModbusPriority.Urgent;
        var retries = retry ? _retries : 0;
        var turn = _busy ? Queue(new Turn(isUrgent), isFirst: false) : Task.CompletedTask;
        _busy = true;
        while (true)
        {
            await turn;
            try
            {
                var asked = constant ?? current!();
                var answer = await _executor.RunAsync(() => _master.Ask(asked));

                // A driver that was let go of must not speak up any more.
                return _disposed ? throw Closed() : decode(asked, answer);
            }
            catch (IOException fault) when (fault is not ModbusSlaveException && retries > 0 && !_disposed)
            {
                retries--;
                turn = Queue(new Turn(isUrgent), isFirst: true);
            }
            finally
            {
                _master.Rest();
                PassOn();
            }
        }
    }

    /// <summary>Urgent turns come before all others; among its kind a turn is the last, or the first.</summary>
    private Task Queue(Turn turn, bool isFirst)
    {
        ref var place = ref _waiting;
        while (place is { } other && (other.IsUrgent != turn.IsUrgent ? other.IsUrgent : !isFirst))
        {
            place = ref other.Next;
        }

        (turn.Next, place) = (place, turn);
        return turn.Task;
    }

    private void PassOn()
    {
        _busy = _waiting is not null;
        if (_waiting is { } next)
        {
            _waiting = next.Next;
            next.SetResult();
        }
    }

    private static OperationCanceledException Closed() => new("The Modbus line was closed.");

    /// <summary>A request that waits. It is its own node of the queue, so an idle line allocates nothing.</summary>
    private sealed class Turn(bool isUrgent) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public bool IsUrgent => isUrgent;

        public Turn? Next;
    }
}
