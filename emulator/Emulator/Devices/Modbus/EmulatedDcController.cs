using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>
/// A DC charge controller by the map its driver uses. It takes the permission back by itself when the heartbeat stands still:
/// a write that repeats the old heartbeat does not count.
/// </summary>
public sealed class EmulatedDcController : ModbusSlave, IDisposable
{
    private readonly DcControllerMap _map;
    private readonly IDcOutputPhysics _physics;
    private readonly ITimer _watchdog;
    private readonly RegisterImage _status = new();
    private readonly RegisterImage _command = new();
    private double _heartbeat;
    private bool _isGuarded;

    public EmulatedDcController(DcControllerMap map, IDcOutputPhysics physics, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(physics);
        ArgumentNullException.ThrowIfNull(time);
        _map = map;
        _physics = physics;
        _watchdog = time.CreateTimer(_ => Withdraw(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _command.Set(ModbusFunction.ReadHoldingRegisters, map.CommandAddress, new ushort[map.CommandCount]);
        foreach (var block in map.Blocks)
        {
            _status.Set(block.Function, block.Address, new ushort[block.Count]);
        }
    }

    public override bool Answers => _physics.Answers;

    public void Dispose() => _watchdog.Dispose();

    protected override void Refresh()
    {
        var vehicle = _physics.Vehicle;
        _map.Identity.Encode(_map.IdentityValue, _status);
        _map.Pilot.Encode(_map.PilotCodes.GetValueOrDefault(_physics.State), _status);
        _map.Phase.Encode(_map.PhaseCodes[DcPhases.Write(_physics.Phase)], _status);
        _map.StopRequested.Encode(vehicle.StopRequested ? 1 : 0, _status);
        _map.StateOfChargePercent.Encode(vehicle.StateOfChargePercent, _status);
        _map.MaxCurrentA.Encode(vehicle.MaxCurrentA, _status);
        _map.MaxPowerW.Encode(vehicle.MaxPowerW, _status);
        _map.MinCurrentA.Encode(vehicle.MinCurrentA, _status);
        _map.OutputVoltageV.Encode(_physics.OutputVoltageV, _status);
        _map.OutputCurrentA.Encode(_physics.OutputCurrentA, _status);
        _map.InsulationKiloOhm.Encode(_physics.InsulationKiloOhm, _status);
        _map.EvccId.EncodeText(vehicle.EvccId ?? "", _status);
    }

    protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values) =>
        _status.TryGet(table, address, values) || _command.TryGet(table, address, values);

    protected override bool TryWriteRegisters(int address, ReadOnlySpan<ushort> values)
    {
        if (address < _map.CommandAddress || address + values.Length > _map.CommandAddress + _map.CommandCount)
        {
            return false;
        }

        _command.Set(ModbusFunction.ReadHoldingRegisters, address, values);
        var heartbeat = _map.Heartbeat.Decode(_command) ?? 0;
        if (heartbeat != _heartbeat)
        {
            _heartbeat = heartbeat;
            _isGuarded = true;
            _watchdog.Change(_map.HeartbeatTimeout, Timeout.InfiniteTimeSpan);
        }

        _physics.LimitA = _map.LimitA.Decode(_command) ?? double.PositiveInfinity;
        _physics.LimitW = _map.LimitW.Decode(_command) ?? double.PositiveInfinity;
        _physics.Permitted = _map.Permitted.Decode(_command) == 1 && _isGuarded;
        return true;
    }

    private void Withdraw()
    {
        _isGuarded = false;
        _map.Permitted.Encode(0, _command);
        _physics.Permitted = false;
    }
}
