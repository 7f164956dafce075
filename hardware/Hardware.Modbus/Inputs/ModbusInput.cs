using System.Runtime.CompilerServices;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Inputs;

/// <summary>A value from one register. What it means, and so its unit, follows from the role it plays.</summary>
public sealed class ModbusInput : PolledInput, ITemperatureSensor, ISignalSensor
{
    /// <summary>All stations on a board have the same options, and so the same register.</summary>
    private static readonly ConditionalWeakTable<ModbusInputOptions, Register[]> s_registers = [];

    /// <summary>Must be called on the loop; polling begins at once.</summary>
    /// <exception cref="ArgumentException">The type is no number, or the grace time not longer than a poll.</exception>
    public ModbusInput(Loop loop, ModbusBus bus, ModbusInputOptions options)
        : base(loop, bus, options, RegistersOf(options))
    {
    }

    /// <summary>The last good value in the unit of its role; null while there is none.</summary>
    public double? Value => Values[0];

    double? ITemperatureSensor.TemperatureC => Value;

    double? ISignalSensor.SignalDbm => Value;

    /// <summary>The register that the options describe: the driver decodes by it, the emulation encodes.</summary>
    /// <exception cref="ArgumentException">The type is no number.</exception>
    public static Register RegisterOf(ModbusInputOptions options) => RegistersOf(options)[0];

    private static Register[] RegistersOf(ModbusInputOptions options) => s_registers.GetValue(options, static options =>
    [
        new Register
        {
            Table = (ModbusFunction)options.Function,
            Address = (ushort)options.Address,
            Type = options.Type,
            WordOrder = options.WordOrder,
            Count = options.Type switch
            {
                RegisterType.U16 or RegisterType.I16 => 1,
                RegisterType.U32 or RegisterType.I32 or RegisterType.F32 => 2,
                _ => throw new ArgumentException($"type: expected u16, i16, u32, i32 or f32, found {options.Type}", nameof(options)),
            },
            Scale = options.Scale,
        },
    ]);
}
