using System.Buffers.Binary;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>
/// TCP framing (MODBUS Messaging on TCP/IP V1.0b, section 3.1.3). Answers to older transactions are thrown away by their
/// transaction identifier; an answer may come in any number of pieces.
/// </summary>
public sealed class TcpMaster(TimeProvider time, IByteLine line, TimeSpan timeout) : ModbusMaster(time, line, timeout, TimeSpan.Zero)
{
    private const int HeaderBytes = 7;
    private const int MaxFrameBytes = 260;

    private ushort _transaction;

    protected override byte[] Exchange(ModbusRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _transaction++;
        Line.Write(Frame(request));
        Span<byte> received = stackalloc byte[2 * MaxFrameBytes];
        var began = Time.GetTimestamp();
        var length = 0;
        var refused = (ModbusException?)null;
        while (true)
        {
            var remaining = Timeout - Time.GetElapsedTime(began);
            var read = remaining > TimeSpan.Zero ? Line.Read(received[length..], remaining) : 0;
            if (read == 0)
            {
                throw refused ?? (length == 0
                    ? new ModbusNoAnswerException(request.Unit)
                    : new ModbusProtocolException($"The answer of unit {request.Unit} ends after {length} bytes."));
            }

            length += read;
            while (FrameLength(received[..length]) is { } frame)
            {
                if (Accept(request, received[..frame], ref refused) is { } answer)
                {
                    return answer;
                }

                length -= frame;
                received.Slice(frame, length).CopyTo(received);
            }
        }
    }

    private byte[] Frame(ModbusRequest request)
    {
        var frame = new byte[HeaderBytes + request.Pdu.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, _transaction);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(4), (ushort)(request.Pdu.Length + 1));
        frame[6] = request.Unit;
        request.Pdu.CopyTo(frame.AsSpan(HeaderBytes));
        return frame;
    }

    /// <summary>Length of the frame at the buffer's head, or null while it is not complete.</summary>
    private static int? FrameLength(ReadOnlySpan<byte> received)
    {
        if (received.Length < HeaderBytes)
        {
            return null;
        }

        var protocol = BinaryPrimitives.ReadUInt16BigEndian(received[2..]);
        var follows = BinaryPrimitives.ReadUInt16BigEndian(received[4..]);
        if (protocol != 0 || follows is < 3 or > MaxFrameBytes - 6)
        {
            throw new ModbusProtocolException($"What came is no Modbus TCP frame: protocol {protocol}, length {follows}.");
        }

        return received.Length < 6 + follows ? null : 6 + follows;
    }

    private byte[]? Accept(ModbusRequest request, ReadOnlySpan<byte> frame, ref ModbusException? refused)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(frame) != _transaction)
        {
            return null;
        }

        if (frame[6] != request.Unit)
        {
            refused = new ModbusProtocolException($"Unit {request.Unit} was asked and unit {frame[6]} has answered.");
            return null;
        }

        var pdu = frame[HeaderBytes..];
        return request.IsAnsweredBy(pdu) || request.IsRefusedBy(pdu)
            ? pdu.ToArray()
            : throw new ModbusProtocolException($"Unit {request.Unit} has answered something else than what {request.Function} asks for.");
    }
}
