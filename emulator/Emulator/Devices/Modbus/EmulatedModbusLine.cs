using System.Buffers.Binary;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>
/// A Modbus line with emulated devices at its far end. It takes no time by itself: what a transfer would have taken on the wire
/// goes to <c>elapse</c>, and the bus's executor lets it pass. Faults of the line are properties; they may change at any time.
/// </summary>
/// <param name="elapse">Receives each stretch of time a call would have taken.</param>
public sealed class EmulatedModbusLine(ModbusWire wire, Action<TimeSpan> elapse) : IByteLine
{
    private readonly SortedDictionary<byte, ModbusSlave> _slaves = [];
    private readonly Queue<(byte[] Frame, TimeSpan Delay)> _answers = new();
    private byte[] _arriving = [];
    private int _taken;
    private TimeSpan _pause;

    /// <summary>Requests that came over the line, also those that nobody answers.</summary>
    public int Requests { get; private set; }

    /// <summary>Fault: the adapter is gone; every call fails as it does when a USB plug is pulled.</summary>
    public bool IsLost { get; set; }

    /// <summary>Fault: the wire is cut; requests reach nobody.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Fault: every answer comes this much later.</summary>
    public TimeSpan ExtraDelay { get; set; }

    /// <summary>Fault: what noise makes of an answer's bytes.</summary>
    public Func<byte[], byte[]>? Garble { get; set; }

    /// <summary>Puts a device on the line.</summary>
    public void Add(byte unit, ModbusSlave slave) => _slaves.Add(unit, slave);

    /// <summary>The device that would answer a request to a unit now; null where nobody would.</summary>
    public ModbusSlave? FindAnswering(byte unit) => !IsLost && !IsSilent && Find(unit, out var slave) ? slave : null;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RequireLine();
        Elapse(wire.Latency + (bytes.Length * wire.ByteTime));
        Requests++;
        if (IsSilent || Answer(bytes) is not { } answer)
        {
            return;
        }

        var garbled = Garble?.Invoke(answer.Frame) ?? answer.Frame;
        _answers.Enqueue((garbled, answer.Delay + wire.Latency + ExtraDelay));
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        RequireLine();
        if (_taken == _arriving.Length)
        {
            if (!_answers.TryPeek(out var next) || next.Delay - _pause > timeout)
            {
                Elapse(timeout);
                return 0;
            }

            _answers.Dequeue();
            if (next.Delay > _pause)
            {
                Elapse(next.Delay - _pause);
            }

            _pause = TimeSpan.Zero;
            (_arriving, _taken) = (next.Frame, 0);
        }

        var count = Math.Min(buffer.Length, _arriving.Length - _taken);
        _arriving.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        if (_taken == _arriving.Length)
        {
            (_arriving, _taken) = ([], 0);
        }

        elapse(count * wire.ByteTime);
        return count;
    }

    public void DiscardInput()
    {
        RequireLine();
        _taken = _arriving.Length;
        while (_answers.TryPeek(out var next) && next.Delay <= _pause)
        {
            _answers.Dequeue();
        }
    }

    public void Pause(TimeSpan duration) => Elapse(duration);

    public void Dispose()
    {
    }

    private void RequireLine()
    {
        if (IsLost)
        {
            _answers.Clear();
            _taken = _arriving.Length;
            throw new IOException("The emulated line is lost.");
        }
    }

    /// <summary>Time passes; an answer that is on its way comes nearer.</summary>
    private void Elapse(TimeSpan duration)
    {
        _pause = _answers.Count > 0 ? _pause + duration : TimeSpan.Zero;
        elapse(duration);
    }

    private (byte[] Frame, TimeSpan Delay)? Answer(ReadOnlySpan<byte> frame)
    {
        if (wire.IsTcp)
        {
            if (frame.Length < 8 || BinaryPrimitives.ReadUInt16BigEndian(frame[4..]) != frame.Length - 6 || !Find(frame[6], out var device))
            {
                return null;
            }

            var pdu = device.Answer(frame[7..]);
            byte[] answer = [.. frame[..4], (byte)((pdu.Length + 1) >> 8), (byte)(pdu.Length + 1), frame[6], .. pdu];
            return (answer, device.TurnaroundTime);
        }

        if (!ModbusCrc.Holds(frame) || frame.Length < 4 || !Find(frame[0], out var slave))
        {
            return null;
        }

        return (ModbusCrc.Append([frame[0], .. slave.Answer(frame[1..^2])]), slave.TurnaroundTime);
    }

    private bool Find(byte unit, out ModbusSlave slave) =>
        _slaves.TryGetValue(unit, out slave!) && slave.Answers;
}
