using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>
/// A SimpleEVSE class controller: status registers from 1000, configuration from 2000. Its relay closes by itself when the vehicle
/// asks under PWM and opens when it has left state C; a contactor may hang on it.
/// </summary>
public sealed class EmulatedSimpleEvse : ModbusSlave
{
    private const int FirstStatus = 1000;
    private const int FirstConfiguration = 2000;
    private const ushort Firmware = 18;
    private const double LeastCurrentA = 6;
    private const int Command = 4;
    private const ushort TurnOff = 1;
    private const ushort Ventilation = 8;

    private readonly IPilotPhysics _physics;
    private readonly Contactor? _contactor;
    private readonly ushort[] _status = new ushort[8];
    private readonly ushort[] _configuration = [0, 1, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <param name="contactor">The contactor on its relay; null where others drive one.</param>
    public EmulatedSimpleEvse(IPilotPhysics physics, Contactor? contactor = null)
    {
        ArgumentNullException.ThrowIfNull(physics);
        _physics = physics;
        _contactor = contactor;
        physics.Changed += FollowVehicle;
    }

    /// <summary>Its relay, as register 1007 shows it.</summary>
    public bool IsRelayOn { get; private set; }

    public override bool Answers => _physics.Answers;

    /// <summary>What it offers after a restart, in A: register 2000.</summary>
    public ushort DefaultCurrentA
    {
        get => _configuration[0];
        set => _configuration[0] = value;
    }

    /// <summary>Its relay closes in state D, too: register 2005, bit 3.</summary>
    public bool ChargesWithVentilation
    {
        get => (_configuration[5] & Ventilation) != 0;
        set => _configuration[5] = (ushort)(value ? _configuration[5] | Ventilation : _configuration[5] & ~Ventilation);
    }

    /// <summary>Restarts it, as after a dip of its supply: it offers its own default until it is set anew.</summary>
    public void Restart()
    {
        _status[Command] = 0;
        IsRelayOn = false;
        Offer(DefaultCurrentA);
    }

    protected override void Refresh()
    {
        _status[1] = (ushort)_physics.OfferedCurrentA;
        _status[2] = _physics.State switch
        {
            ControlPilotState.A => 1,
            ControlPilotState.B => 2,
            ControlPilotState.C => 3,
            ControlPilotState.D => 4,
            _ => 5,
        };
        _status[3] = (ushort)_physics.CableLimitA;
        _status[5] = Firmware;
        _status[6] = IsTurnedOff ? (ushort)3 : _physics.OfferedCurrentA > 0 ? (ushort)2 : (ushort)1;
        _status[7] = IsRelayOn ? (ushort)1 : (ushort)0;
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
        if (!Bank(address, values.Length, out var bank) || (address is > FirstStatus and not FirstStatus + Command and < FirstConfiguration))
        {
            return false;
        }

        values.CopyTo(bank);
        if (address == FirstStatus)
        {
            Offer(values[0]);
        }
        else if (address == FirstStatus + Command)
        {
            Offer(_status[0]);
        }

        return true;
    }

    private bool IsTurnedOff => (_status[Command] & TurnOff) != 0;

    private void Offer(ushort currentA)
    {
        _status[0] = currentA;
        _physics.OfferedCurrentA = currentA >= LeastCurrentA && !IsTurnedOff ? currentA : 0;
        FollowVehicle();
    }

    /// <summary>Without PWM a closed relay waits until the vehicle has left state C; turned off, it does not.</summary>
    private void FollowVehicle()
    {
        var asks = _physics.State == ControlPilotState.C || (_physics.State == ControlPilotState.D && ChargesWithVentilation);
        IsRelayOn = asks && !IsTurnedOff && (IsRelayOn || _physics.OfferedCurrentA > 0);
        if (_contactor is not null)
        {
            _contactor.CoilCommanded = IsRelayOn;
        }
    }

    private bool Bank(int address, int count, out Span<ushort> bank)
    {
        var (first, registers) = address >= FirstConfiguration ? (FirstConfiguration, _configuration) : (FirstStatus, _status);
        var fits = address >= first && address + count <= first + registers.Length;
        bank = fits ? registers.AsSpan(address - first, count) : default;
        return fits;
    }
}
