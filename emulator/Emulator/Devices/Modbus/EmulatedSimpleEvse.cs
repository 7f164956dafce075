using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>A SimpleEVSE class controller: status registers from 1000, configuration from 2000.</summary>
public sealed class EmulatedSimpleEvse(IPilotPhysics physics) : ModbusSlave
{
    private const int FirstStatus = 1000;
    private const int FirstConfiguration = 2000;
    private const ushort Firmware = 18;
    private const double LeastCurrentA = 6;

    private readonly ushort[] _status = new ushort[8];
    private readonly ushort[] _configuration = [0, 1, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public override bool Answers => physics.Answers;

    /// <summary>What it offers after a restart, in A: register 2000.</summary>
    public ushort DefaultCurrentA
    {
        get => _configuration[0];
        set => _configuration[0] = value;
    }

    /// <summary>Restarts it, as after a dip of its supply: it offers its own default until it is told better.</summary>
    public void Restart() => Offer(DefaultCurrentA);

    protected override void Refresh()
    {
        _status[1] = (ushort)physics.OfferedCurrentA;
        _status[2] = physics.State switch
        {
            ControlPilotState.A => 1,
            ControlPilotState.B => 2,
            ControlPilotState.C => 3,
            ControlPilotState.D => 4,
            _ => 5,
        };
        _status[3] = (ushort)physics.CableLimitA;
        _status[5] = Firmware;
        _status[6] = physics.OfferedCurrentA > 0 ? (ushort)2 : (ushort)1;
    }

    protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values)
    {
        if (table != ModbusFunction.ReadHoldingRegisters || !Bank(address, values.Length, out var bank))
        {
            return false;
        }

        bank.CopyTo(values);
        return true;
    }

    protected override bool TryWriteRegisters(int address, ReadOnlySpan<ushort> values)
    {
        if (!Bank(address, values.Length, out var bank) || (address > FirstStatus && address < FirstConfiguration))
        {
            return false;
        }

        values.CopyTo(bank);
        if (address == FirstStatus)
        {
            Offer(values[0]);
        }

        return true;
    }

    private void Offer(ushort currentA)
    {
        _status[0] = currentA;
        physics.OfferedCurrentA = currentA >= LeastCurrentA ? currentA : 0;
    }

    private bool Bank(int address, int count, out Span<ushort> bank)
    {
        var (first, registers) = address >= FirstConfiguration ? (FirstConfiguration, _configuration) : (FirstStatus, _status);
        var fits = address >= first && address + count <= first + registers.Length;
        bank = fits ? registers.AsSpan(address - first, count) : default;
        return fits;
    }
}
