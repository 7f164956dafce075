using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class SimpleEvseTests
{
    private readonly ModbusBench _bench = new();
    private readonly FakePilot _pilot = new();
    private readonly EmulatedSimpleEvse _device;
    private readonly SimpleEvse _evse;
    private int _changes;

    public SimpleEvseTests()
    {
        _device = new EmulatedSimpleEvse(_pilot);
        _bench.Line.Add(1, _device);
        _evse = Create(new SimpleEvseOptions { Proximity = true, Ventilated = true });
        _evse.Changed += () => _changes++;
        _bench.RunFor(1.2);
    }

    [Theory]
    [InlineData(ControlPilotState.A, PlugState.Unplugged, false)]
    [InlineData(ControlPilotState.B, PlugState.Connected, false)]
    [InlineData(ControlPilotState.C, PlugState.Connected, true)]
    [InlineData(ControlPilotState.D, PlugState.Connected, true)]
    [InlineData(ControlPilotState.E, PlugState.Unknown, false)]
    public void The_vehicle_state_is_pilot_plug_and_request(ControlPilotState state, PlugState plug, bool requested)
    {
        _pilot.State = state;
        _bench.RunFor(1);

        Assert.Equal(state, _evse.Pilot);
        Assert.Equal(plug, _evse.Plug);
        Assert.Equal(requested, _evse.EnergyRequested);
    }

    [Fact]
    public void A_vehicle_that_wants_ventilation_gets_nothing_where_there_is_none()
    {
        var evse = Create(new SimpleEvseOptions());
        _pilot.State = ControlPilotState.D;
        _bench.RunFor(1);

        Assert.Equal(ControlPilotState.D, evse.Pilot);
        Assert.False(evse.EnergyRequested);
    }

    [Fact]
    public void A_cable_without_a_vehicle_is_found_by_its_resistor()
    {
        _pilot.CableLimitA = 20;
        _bench.RunFor(1);

        Assert.Equal(PlugState.CableOnly, _evse.Plug);
        Assert.Equal(20, _evse.CableLimitA);
    }

    [Fact]
    public void A_fixed_cable_has_no_resistor_to_read()
    {
        var evse = Create(new SimpleEvseOptions { Proximity = false });
        _pilot.CableLimitA = 20;
        _bench.RunFor(1);

        Assert.Equal(PlugState.Unplugged, evse.Plug);
        Assert.Null(evse.CableLimitA);
    }

    [Fact]
    public void It_says_when_something_has_changed_and_only_then()
    {
        _bench.RunFor(5);
        Assert.Equal(1, _changes);

        _pilot.State = ControlPilotState.B;
        _bench.RunFor(5);
        Assert.Equal(2, _changes);
    }

    [Theory]
    [InlineData(true, 16.0, null, 16)]
    [InlineData(true, 16.9, null, 16)]
    [InlineData(true, 5.9, null, 0)]
    [InlineData(true, 0.0, null, 0)]
    [InlineData(true, double.NaN, null, 0)]
    [InlineData(true, 63.0, null, 32)]
    [InlineData(true, null, null, 32)]
    [InlineData(true, null, 11_040.0, 16)]
    [InlineData(true, 10.0, 11_040.0, 10)]
    [InlineData(true, null, 4_000.0, 0)]
    [InlineData(false, 16.0, null, 0)]
    public void An_offer_is_written_in_whole_amperes_rounded_down(bool permitted, double? limitA, double? limitW, double expected)
    {
        _bench.Loop.Run(() => _evse.Offer = new EnergyOffer(permitted, limitA, limitW));
        _bench.RunFor(0.2);

        Assert.Equal(expected, _pilot.OfferedCurrentA);
    }

    [Fact]
    public void Taking_the_offer_back_is_on_the_wire_within_one_transfer()
    {
        _bench.Line.Add(9, new EmulatedMeter(MeterMap.Load("eastron-sdm630"), new FakeMeter()));
        _bench.Loop.Run(() => _evse.Offer = EnergyOffer.UpToAmperes(16));
        _bench.RunFor(0.4);
        _bench.Loop.Run(() =>
        {
            for (var poll = 0; poll < 10; poll++)
            {
                _ = _bench.Bus.ReadRegistersAsync(9, ModbusFunction.ReadInputRegisters, 0, 18);
            }

            _evse.Offer = EnergyOffer.None;
        });

        // One poll of 49 bytes, the gap, our 11 bytes.
        _bench.RunFor(0.1);
        Assert.Equal(0, _pilot.OfferedCurrentA);
    }

    [Fact]
    public void An_offer_taken_back_before_its_turn_never_reaches_the_vehicle()
    {
        _bench.RunFor(0.3);
        _pilot.History.Clear();
        _bench.Loop.Run(() =>
        {
            _ = _bench.Bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 1000, 7);
            _evse.Offer = EnergyOffer.UpToAmperes(16);
            _evse.Offer = EnergyOffer.None;
        });
        _bench.RunFor(1);

        Assert.DoesNotContain(16, _pilot.History);
    }

    [Fact]
    public void A_controller_that_restarted_with_its_own_default_is_put_right()
    {
        _device.DefaultCurrentA = 20;
        _device.Restart();
        Assert.Equal(20, _pilot.OfferedCurrentA);

        _bench.RunFor(0.7);
        Assert.Equal(0, _pilot.OfferedCurrentA);
    }

    [Fact]
    public void A_lost_controller_reports_nothing_and_gets_the_offer_when_it_is_back()
    {
        _pilot.State = ControlPilotState.C;
        _bench.Loop.Run(() => _evse.Offer = EnergyOffer.UpToAmperes(16));
        _bench.RunFor(1);
        _bench.Line.IsSilent = true;
        _bench.RunFor(4);

        Assert.Equal(DeviceHealth.Lost, _evse.Health);
        Assert.Equal(ControlPilotState.Unknown, _evse.Pilot);
        Assert.Equal(PlugState.Unknown, _evse.Plug);
        Assert.False(_evse.EnergyRequested);

        _bench.Loop.Run(() => _evse.Offer = EnergyOffer.UpToAmperes(10));
        _bench.RunFor(5);
        _bench.Line.IsSilent = false;
        _bench.RunFor(2);

        Assert.Equal(DeviceHealth.Present, _evse.Health);
        Assert.Equal(ControlPilotState.C, _evse.Pilot);
        Assert.Equal(10, _pilot.OfferedCurrentA);
    }

    private SimpleEvse Create(SimpleEvseOptions options) => new(_bench.Loop, _bench.Bus, options);
}
