using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>Where a meter keeps one phase. Without a power register of its own the phase has all the power.</summary>
public sealed record MeterPhase(Register VoltageV, Register CurrentA, Register? PowerW);
