using System.Buffers.Binary;
using System.Globalization;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>
/// The slaves on a serial line, by the Modbus specifications and the makers' register lists: an SDM630 as unit 1 and a SimpleEVSE as unit
/// 2. It shares nothing with the station's own Modbus, so that a mistake there is not made twice.
/// </summary>
internal sealed class ModbusLine(PseudoTerminal terminal, Site site, TranscriptLog log)
{
    private const int Meter = 1;
    private const int Controller = 2;
    private const int ReadHolding = 3;
    private const int ReadInput = 4;
    private const int WriteMultiple = 16;
    private const int ByteCountAt = 6;
    private const int ShortestRequest = 8;
    private const int EnergyAddress = 72;
    private const int SerialNumberAddress = 64512;
    private const uint SerialNumber = 20_261_130;

    private readonly byte[] _pending = new byte[512];
    private int _count;
    private int _requests;
    private int _malformed;
    private long _servedWh = -1;

    public void Start() => new Thread(Serve) { IsBackground = true, Name = "modbus" }.Start();

    public void WriteTotals() => log.Write("modbus", $"{_requests} requests, {_malformed} malformed");

    private void Serve()
    {
        while (true)
        {
            _count += terminal.Read(_pending.AsSpan(_count));
            if (_count >= ShortestRequest && _count >= Length(_pending))
            {
                // A master waits for the answer: whatever came behind it belongs to no request.
                Answer(_pending.AsSpan(0, Length(_pending)));
                _count = 0;
            }
        }
    }

    /// <summary>A read and a single write are of one length: unit, function, two words and a CRC.</summary>
    private static int Length(ReadOnlySpan<byte> request) =>
        request[1] == WriteMultiple ? ByteCountAt + 1 + request[ByteCountAt] + 2 : ShortestRequest;

    private void Answer(ReadOnlySpan<byte> request)
    {
        _requests++;
        var address = BinaryPrimitives.ReadUInt16BigEndian(request[2..]);
        var count = BinaryPrimitives.ReadUInt16BigEndian(request[4..]);
        var isWhole = Crc(request[..^2]) == BinaryPrimitives.ReadUInt16LittleEndian(request[^2..]);
        switch (request[0], request[1])
        {
            case (Meter, ReadInput or ReadHolding) when isWhole:
                Send(request[..2], MeterRegisters(address, count));
                break;
            case (Controller, ReadHolding) when isWhole:
                Send(request[..2], ControllerRegisters(address, count));
                break;
            case (Controller, WriteMultiple) when isWhole && count == 1:
                Offer(address, BinaryPrimitives.ReadUInt16BigEndian(request[(ByteCountAt + 1)..]));
                Send(request[..ByteCountAt]);
                break;
            default:
                _malformed++;
                log.Write("modbus", $"malformed {Convert.ToHexString(request)}");
                break;
        }
    }

    private byte[] MeterRegisters(int address, int count)
    {
        var currentA = (float)site.CurrentA;
        var powerW = currentA * (float)Site.VoltageV;
        var energyWh = site.ReadEnergyWh();
        if (address <= EnergyAddress && EnergyAddress < address + count && energyWh != _servedWh)
        {
            _servedWh = energyWh;
            log.Write("meter", energyWh.ToString(CultureInfo.InvariantCulture));
        }

        return Registers(address, count, at => at switch
        {
            0 or 2 or 4 => Bits((float)Site.VoltageV),
            6 or 8 or 10 => Bits(currentA),
            12 or 14 or 16 => Bits(powerW),
            52 => Bits(3 * powerW),
            70 => Bits(50f),
            EnergyAddress => Bits((float)(energyWh / 1000.0)),
            SerialNumberAddress => SerialNumber,
            _ => 0,
        });
    }

    /// <summary>Values of two registers each, the high one first.</summary>
    private static byte[] Registers(int address, int count, Func<int, uint> valueAt)
    {
        var bytes = new byte[2 * count];
        for (var at = address; at + 1 < address + count; at += 2)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(2 * (at - address)), valueAt(at));
        }

        return bytes;
    }

    private byte[] ControllerRegisters(int address, int count)
    {
        var bytes = new byte[2 * count];
        for (var at = 0; at < count; at++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * at), (ushort)((address + at) switch
            {
                1000 or 1001 => site.OfferA,
                1002 => site.VehicleState,
                1005 => 17,
                1006 => site.OfferA > 0 ? 2 : 1,
                _ => 0,
            }));
        }

        return bytes;
    }

    private void Offer(int address, int value)
    {
        if (address == 1000 && value != site.OfferA)
        {
            site.OfferA = value;
            log.Write("offer", $"{value} A");
        }
    }

    private void Send(ReadOnlySpan<byte> head, byte[]? registers = null)
    {
        var frame = new List<byte>();
        frame.AddRange(head);
        if (registers is not null)
        {
            frame.Add((byte)registers.Length);
            frame.AddRange(registers);
        }

        var crc = Crc([.. frame]);
        frame.AddRange([(byte)crc, (byte)(crc >> 8)]);
        terminal.Write([.. frame]);
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    /// <summary>Modbus over serial line 1.02, 6.2.2.</summary>
    private static ushort Crc(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1);
            }
        }

        return crc;
    }
}
