using System.Buffers.Binary;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>
/// RTU framing (MODBUS over Serial Line V1.02, section 2.5). An answer is found by address, function, exact length and CRC wherever
/// it begins, so noise or an echo before it does no harm; a frame of another unit is never taken.
/// </summary>
public sealed class RtuMaster : ModbusMaster
{
    /// <summary>The longest frame the standard allows.</summary>
    private const int MaxFrameBytes = 256;

    /// <summary>A USB adapter hands bytes over in lumps of up to 16 ms; less silence than this within an answer means nothing.</summary>
    private static readonly TimeSpan s_lull = TimeSpan.FromMilliseconds(50);

    private readonly bool _echoes;
    private readonly TimeSpan _longestFrame;

    /// <param name="gap">Silence before a request; less than 3.5 characters is raised to that.</param>
    /// <param name="echoes">The adapter hears its own transmission.</param>
    public RtuMaster(TimeProvider time, IByteLine line, int baudRate, TimeSpan timeout, TimeSpan gap = default, bool echoes = false)
        : base(time, line, timeout, gap > FrameGap(baudRate) ? gap : FrameGap(baudRate))
    {
        _echoes = echoes;
        _longestFrame = MaxFrameBytes * CharacterTime(baudRate);
    }

    /// <summary>A character is 11 bits on the wire: start, eight data, parity or second stop, stop.</summary>
    public static TimeSpan CharacterTime(int baudRate) => TimeSpan.FromSeconds(11.0 / baudRate);

    /// <summary>3.5 characters, and never less than 1.75 ms (section 2.5.1.1).</summary>
    public static TimeSpan FrameGap(int baudRate)
    {
        var gap = 3.5 * CharacterTime(baudRate);
        return gap > TimeSpan.FromMilliseconds(1.75) ? gap : TimeSpan.FromMilliseconds(1.75);
    }

    protected override byte[] Exchange(ModbusRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Span<byte> sent = stackalloc byte[MaxFrameBytes];
        sent = Frame(request, sent);
        Span<byte> received = stackalloc byte[2 * MaxFrameBytes];
        Line.Write(sent);
        var began = Time.GetTimestamp();
        var length = 0;
        byte? foreignUnit = null;
        while (length < received.Length && Time.GetElapsedTime(began) < Timeout + _longestFrame)
        {
            var remaining = Timeout - Time.GetElapsedTime(began);
            var read = Line.Read(received[length..], remaining > s_lull ? remaining : s_lull);
            if (read == 0)
            {
                break;
            }

            length += read;
            if (Find(request, WithoutEcho(sent, received[..length]), ref foreignUnit) is { } answer)
            {
                return answer;
            }
        }

        throw Failure(request, WithoutEcho(sent, received[..length]), foreignUnit);
    }

    /// <returns>As much of the buffer as the frame takes.</returns>
    private static Span<byte> Frame(ModbusRequest request, Span<byte> buffer)
    {
        var end = 1 + request.Pdu.Length;
        buffer[0] = request.Unit;
        request.Pdu.CopyTo(buffer[1..]);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[end..], ModbusCrc.Of(buffer[..end]));
        return buffer[..(end + 2)];
    }

    private ReadOnlySpan<byte> WithoutEcho(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> received)
    {
        if (!_echoes)
        {
            return received;
        }

        return received.StartsWith(sent) ? received[sent.Length..] : [];
    }

    private static byte[]? Find(ModbusRequest request, ReadOnlySpan<byte> received, ref byte? foreignUnit)
    {
        for (var start = 0; start + 5 <= received.Length; start++)
        {
            var rest = received[start..];
            foreach (var length in (ReadOnlySpan<int>)[request.AnswerLength, 2])
            {
                if (rest.Length < length + 3)
                {
                    continue;
                }

                var pdu = rest.Slice(1, length);
                if ((request.IsAnsweredBy(pdu) || request.IsRefusedBy(pdu)) && ModbusCrc.Holds(rest[..(length + 3)]))
                {
                    if (rest[0] == request.Unit)
                    {
                        return pdu.ToArray();
                    }

                    foreignUnit = rest[0];
                }
            }
        }

        return null;
    }

    private static ModbusException Failure(ModbusRequest request, ReadOnlySpan<byte> received, byte? foreignUnit)
    {
        var expected = request.AnswerLength + 3;
        return received switch
        {
            [] => new ModbusNoAnswerException(request.Unit),
            _ when foreignUnit is { } other => new ModbusProtocolException($"Unit {request.Unit} was asked and unit {other} has answered."),
            [var unit, var function, ..] when unit == request.Unit && function == (byte)request.Function &&
                received.Length >= expected && !ModbusCrc.Holds(received[..expected]) => new ModbusCrcException(request.Unit),
            _ => new ModbusProtocolException(
                $"Unit {request.Unit} was asked for {expected} bytes; {received.Length} bytes came that are no answer."),
        };
    }
}
