using System.Runtime.CompilerServices;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Inputs;

/// <summary>A residual-current monitor whose two parts lie in a register each.</summary>
public sealed class ModbusResidualCurrentMonitor : PolledInput, IResidualCurrentMonitor
{
    /// <summary>All stations on a board have the same options, and so the same registers.</summary>
    private static readonly ConditionalWeakTable<ModbusResidualCurrentOptions, Register[]> s_registers = [];

    /// <summary>Must be called on the loop; polling begins at once.</summary>
    /// <exception cref="ArgumentException">The grace time is not longer than a poll.</exception>
    public ModbusResidualCurrentMonitor(Loop loop, ModbusBus bus, ModbusResidualCurrentOptions options)
        : base(loop, bus, options, Registers(options))
    {
    }

    public double? DirectMilliA => Values[0];

    public double? AlternatingMilliA => Values[1];

    /// <summary>The direct and the alternating part: the driver decodes by them, the emulation encodes.</summary>
    public static IReadOnlyList<Register> RegistersOf(ModbusResidualCurrentOptions options) => Registers(options);

    private static Register[] Registers(ModbusResidualCurrentOptions options) => s_registers.GetValue(
        options, static options => [.. new[] { options.DirectAddress, options.AlternatingAddress }.Select(address => new Register
        {
            Table = (ModbusFunction)options.Function,
            Address = (ushort)address,
            Type = RegisterType.U16,
            Count = 1,
            Scale = options.Scale,
        })]);
}
