using System.Buffers.Binary;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>
/// A device at the far end of an emulated Modbus line. It knows the protocol's functions and refusals; what its registers and
/// coils hold is for the subclass to say. Unless overridden it has nothing, and refuses every address.
/// </summary>
public abstract class ModbusSlave
{
    /// <summary>From the request's last byte to the answer's first.</summary>
    public TimeSpan TurnaroundTime { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>False: it is not to be heard.</summary>
    public virtual bool Answers => true;

    /// <summary>The answer to a request, both as protocol data units.</summary>
    public byte[] Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length == 0)
        {
            return Refuse(0, ModbusExceptionCode.IllegalFunction);
        }

        var function = (ModbusFunction)request[0];
        if (!Enum.IsDefined(function))
        {
            return Refuse(request[0], ModbusExceptionCode.IllegalFunction);
        }

        if (request.Length < 5)
        {
            return Refuse(request[0], ModbusExceptionCode.IllegalDataValue);
        }

        Refresh();
        var address = BinaryPrimitives.ReadUInt16BigEndian(request[1..]);
        var value = BinaryPrimitives.ReadUInt16BigEndian(request[3..]);
        return function switch
        {
            ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs => ReadBits(function, address, value),
            ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters => ReadRegisters(function, address, value),
            ModbusFunction.WriteSingleCoil when value is not (0 or 0xFF00) => Refuse(request[0], ModbusExceptionCode.IllegalDataValue),
            ModbusFunction.WriteSingleCoil => Written(request, TryWriteCoils(address, [value != 0])),
            ModbusFunction.WriteSingleRegister => Written(request, TryWriteRegisters(address, [value])),
            _ => WriteSeveral(function, address, value, request),
        };
    }

    /// <summary>Called before each request: bring the registers up to the physics.</summary>
    protected virtual void Refresh()
    {
    }

    /// <summary>Fills <paramref name="values"/>, or returns false when the device has no such registers.</summary>
    protected virtual bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values) => false;

    /// <inheritdoc cref="TryReadRegisters"/>
    protected virtual bool TryReadBits(ModbusFunction table, int address, Span<bool> values) => false;

    /// <summary>Takes the values, or returns false when the device has no such registers.</summary>
    protected virtual bool TryWriteRegisters(int address, ReadOnlySpan<ushort> values) => false;

    /// <inheritdoc cref="TryWriteRegisters"/>
    protected virtual bool TryWriteCoils(int address, ReadOnlySpan<bool> values) => false;

    private static byte[] Refuse(byte function, ModbusExceptionCode code) => [(byte)(function | 0x80), (byte)code];

    private static byte[] Written(ReadOnlySpan<byte> request, bool taken) =>
        taken ? request[..5].ToArray() : Refuse(request[0], ModbusExceptionCode.IllegalDataAddress);

    private byte[] ReadRegisters(ModbusFunction function, int address, int count)
    {
        if (count is < 1 or > 125)
        {
            return Refuse((byte)function, ModbusExceptionCode.IllegalDataValue);
        }

        Span<ushort> values = stackalloc ushort[count];
        if (!TryReadRegisters(function, address, values))
        {
            return Refuse((byte)function, ModbusExceptionCode.IllegalDataAddress);
        }

        var answer = new byte[2 + (2 * count)];
        answer[0] = (byte)function;
        answer[1] = (byte)(2 * count);
        for (var index = 0; index < count; index++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2 + (2 * index)), values[index]);
        }

        return answer;
    }

    private byte[] ReadBits(ModbusFunction function, int address, int count)
    {
        if (count is < 1 or > 2000)
        {
            return Refuse((byte)function, ModbusExceptionCode.IllegalDataValue);
        }

        Span<bool> values = stackalloc bool[count];
        if (!TryReadBits(function, address, values))
        {
            return Refuse((byte)function, ModbusExceptionCode.IllegalDataAddress);
        }

        var answer = new byte[2 + ((count + 7) / 8)];
        answer[0] = (byte)function;
        answer[1] = (byte)(answer.Length - 2);
        for (var index = 0; index < count; index++)
        {
            answer[2 + (index / 8)] |= (byte)(values[index] ? 1 << (index % 8) : 0);
        }

        return answer;
    }

    private byte[] WriteSeveral(ModbusFunction function, int address, int count, ReadOnlySpan<byte> request)
    {
        var isCoils = function == ModbusFunction.WriteMultipleCoils;
        var bytes = isCoils ? (count + 7) / 8 : 2 * count;
        if (count < 1 || count > (isCoils ? 1968 : 123) || request.Length != 6 + bytes || request[5] != bytes)
        {
            return Refuse((byte)function, ModbusExceptionCode.IllegalDataValue);
        }

        var data = request[6..];
        if (isCoils)
        {
            Span<bool> coils = stackalloc bool[count];
            for (var index = 0; index < count; index++)
            {
                coils[index] = (data[index / 8] & (1 << (index % 8))) != 0;
            }

            return Written(request, TryWriteCoils(address, coils));
        }

        Span<ushort> registers = stackalloc ushort[count];
        for (var index = 0; index < count; index++)
        {
            registers[index] = BinaryPrimitives.ReadUInt16BigEndian(data[(2 * index)..]);
        }

        return Written(request, TryWriteRegisters(address, registers));
    }
}
