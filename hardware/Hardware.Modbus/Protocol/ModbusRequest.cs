using System.Buffers.Binary;

namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>One request as a protocol data unit, and what counts as its answer.</summary>
public sealed class ModbusRequest
{
    private readonly byte[] _pdu;

    private ModbusRequest(byte unit, ModbusFunction function, int answerLength, byte[] pdu)
    {
        Unit = unit;
        Function = function;
        AnswerLength = answerLength;
        _pdu = pdu;
    }

    /// <summary>The slave's address.</summary>
    public byte Unit { get; }

    public ModbusFunction Function { get; }

    /// <summary>Function code and data, without address and check.</summary>
    public ReadOnlySpan<byte> Pdu => _pdu;

    /// <summary>Length of the answer's PDU when it is not a refusal.</summary>
    public int AnswerLength { get; }

    private bool IsRead => Function <= ModbusFunction.ReadInputRegisters;

    /// <param name="function"><see cref="ModbusFunction.ReadCoils"/> or <see cref="ModbusFunction.ReadDiscreteInputs"/>.</param>
    /// <param name="count">1 to 2000.</param>
    public static ModbusRequest ReadBits(byte unit, ModbusFunction function, ushort address, int count)
    {
        Require(function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs, nameof(function));
        Require(count is >= 1 and <= 2000, nameof(count));
        return new ModbusRequest(unit, function, 2 + ((count + 7) / 8), Head(function, address, (ushort)count));
    }

    /// <param name="function"><see cref="ModbusFunction.ReadHoldingRegisters"/> or <see cref="ModbusFunction.ReadInputRegisters"/>.</param>
    /// <param name="count">1 to 125.</param>
    public static ModbusRequest ReadRegisters(byte unit, ModbusFunction function, ushort address, int count)
    {
        Require(function is ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters, nameof(function));
        Require(count is >= 1 and <= 125, nameof(count));
        return new ModbusRequest(unit, function, 2 + (2 * count), Head(function, address, (ushort)count));
    }

    public static ModbusRequest WriteCoil(byte unit, ushort address, bool value) =>
        new(unit, ModbusFunction.WriteSingleCoil, 5, Head(ModbusFunction.WriteSingleCoil, address, value ? (ushort)0xFF00 : (ushort)0));

    public static ModbusRequest WriteRegister(byte unit, ushort address, ushort value) =>
        new(unit, ModbusFunction.WriteSingleRegister, 5, Head(ModbusFunction.WriteSingleRegister, address, value));

    /// <param name="values">1 to 1968.</param>
    public static ModbusRequest WriteCoils(byte unit, ushort address, IReadOnlyList<bool> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Require(values.Count is >= 1 and <= 1968, nameof(values));
        var bits = new byte[(values.Count + 7) / 8];
        for (var index = 0; index < values.Count; index++)
        {
            bits[index / 8] |= (byte)(values[index] ? 1 << (index % 8) : 0);
        }

        var head = Head(ModbusFunction.WriteMultipleCoils, address, (ushort)values.Count);
        return new ModbusRequest(unit, ModbusFunction.WriteMultipleCoils, 5, [.. head, (byte)bits.Length, .. bits]);
    }

    /// <param name="values">1 to 123.</param>
    public static ModbusRequest WriteRegisters(byte unit, ushort address, ReadOnlySpan<ushort> values)
    {
        Require(values.Length is >= 1 and <= 123, nameof(values));
        var head = Head(ModbusFunction.WriteMultipleRegisters, address, (ushort)values.Length);
        var pdu = new byte[head.Length + 1 + (2 * values.Length)];
        head.CopyTo(pdu, 0);
        pdu[head.Length] = (byte)(2 * values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(pdu.AsSpan(head.Length + 1 + (2 * index)), values[index]);
        }

        return new ModbusRequest(unit, ModbusFunction.WriteMultipleRegisters, 5, pdu);
    }

    /// <summary>
    /// True for the one kind of answer a slave may give: a read with exactly the bytes asked for, or a write that repeats
    /// address and value or count.
    /// </summary>
    public bool IsAnsweredBy(ReadOnlySpan<byte> answer) =>
        answer.Length == AnswerLength && answer[0] == (byte)Function &&
        (IsRead ? answer[1] == AnswerLength - 2 : answer.SequenceEqual(_pdu.AsSpan(0, 5)));

    /// <summary>True for a refusal of this request's function.</summary>
    public bool IsRefusedBy(ReadOnlySpan<byte> answer) => answer.Length == 2 && answer[0] == ((byte)Function | 0x80);

    /// <summary>The registers in an answer that <see cref="IsAnsweredBy"/>.</summary>
    public static ushort[] Registers(ReadOnlySpan<byte> answer)
    {
        var registers = new ushort[(answer.Length - 2) / 2];
        for (var index = 0; index < registers.Length; index++)
        {
            registers[index] = BinaryPrimitives.ReadUInt16BigEndian(answer[(2 + (2 * index))..]);
        }

        return registers;
    }

    /// <summary>The first <paramref name="count"/> bits in an answer that <see cref="IsAnsweredBy"/>.</summary>
    public static bool[] Bits(ReadOnlySpan<byte> answer, int count)
    {
        var bits = new bool[count];
        for (var index = 0; index < count; index++)
        {
            bits[index] = (answer[2 + (index / 8)] & (1 << (index % 8))) != 0;
        }

        return bits;
    }

    private static byte[] Head(ModbusFunction function, ushort address, ushort value) =>
        [(byte)function, (byte)(address >> 8), (byte)address, (byte)(value >> 8), (byte)value];

    private static void Require(bool holds, string parameter)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(parameter, "Outside of what one Modbus request can carry.");
        }
    }
}
