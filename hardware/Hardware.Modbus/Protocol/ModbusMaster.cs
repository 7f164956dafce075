using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>
/// The master's side of one line: one request, then its answer. Blocking, used by the bus's executor only; it takes the
/// least of a time-out and the answer, and never tries twice (<see cref="ModbusBus"/> does).
/// </summary>
public abstract class ModbusMaster : IDisposable
{
    private readonly TimeSpan _gap;
    private long _quietSince;

    /// <param name="time">Measures silence and time-outs; only its timestamps are used, from any thread.</param>
    /// <param name="gap">The silence before a request.</param>
    protected ModbusMaster(TimeProvider time, IByteLine line, TimeSpan timeout, TimeSpan gap)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(line);
        Time = time;
        Line = line;
        Timeout = timeout;
        _gap = gap;
        _quietSince = time.GetTimestamp();
    }

    protected TimeProvider Time { get; }

    protected IByteLine Line { get; }

    /// <summary>How long the slave may think.</summary>
    protected TimeSpan Timeout { get; }

    /// <exception cref="ModbusException">No usable answer came.</exception>
    /// <exception cref="IOException">The line is gone.</exception>
    public ushort[] ReadRegisters(byte unit, ModbusFunction function, ushort address, int count) =>
        ModbusRequest.Registers(Ask(ModbusRequest.ReadRegisters(unit, function, address, count)));

    /// <summary>Sends one request and returns the PDU of its answer, checked for form.</summary>
    /// <inheritdoc cref="ReadRegisters"/>
    public byte[] Ask(ModbusRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var silence = Time.GetElapsedTime(_quietSince);
        if (silence < _gap)
        {
            Line.Pause(_gap - silence);
        }

        try
        {
            // What is there now answers an older question.
            Line.DiscardInput();
            var answer = Exchange(request);
            return request.IsRefusedBy(answer)
                ? throw new ModbusSlaveException(request.Unit, request.Function, (ModbusExceptionCode)answer[1])
                : answer;
        }
        finally
        {
            Rest();
        }
    }

    public void Dispose()
    {
        Line.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Counts the gap from now. Called by the bus once more when a transfer has ended for the loop, because in virtual time the
    /// transfer's own end is stamped at its beginning.
    /// </summary>
    internal void Rest() => _quietSince = Time.GetTimestamp();

    /// <summary>Writes the request's frame and reads until its answer is complete.</summary>
    /// <returns>A PDU that answers or refuses the request.</returns>
    protected abstract byte[] Exchange(ModbusRequest request);
}
