using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus.Controllers;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>A SimpleEVSE whose own relay is the contactor; the station is played by hand.</summary>
public sealed class SimpleEvseRelayTests
{
    private readonly ModbusBench _bench = new();
    private readonly FakePilot _pilot = new();
    private readonly Contactor _contactor;
    private readonly EmulatedSimpleEvse _device;
    private readonly SimpleEvseRelay _evse;

    public SimpleEvseRelayTests()
    {
        _contactor = new Contactor(_bench.Loop.Time, []);
        _device = new EmulatedSimpleEvse(_pilot, _contactor);
        _bench.Line.Add(1, _device);
        _evse = new SimpleEvseRelay(_bench.Loop, _bench.Bus, new SimpleEvseRelayOptions());
        _bench.RunFor(1.2);
    }

    [Fact]
    public void Until_the_first_answer_it_may_be_closed()
    {
        _device.Restart();
        using var another = new SimpleEvseRelay(_bench.Loop, _bench.Bus, new SimpleEvseRelayOptions());

        Assert.Equal((RelayState.Opening, true), (another.State, another.IsClosed));
        _bench.RunFor(1);
        Assert.Equal((RelayState.Open, false), (another.State, another.IsClosed));
    }

    [Fact]
    public void It_closes_when_the_vehicle_asks_under_an_offer_and_the_station_agrees()
    {
        Charge();

        Assert.Equal((RelayState.Closed, true), (_evse.State, _evse.IsClosed));
        Assert.True(_contactor.MainsClosed);
    }

    [Fact]
    public void Without_the_stations_command_it_is_turned_off_at_the_next_poll()
    {
        Offer(EnergyOffer.UpToAmperes(16));
        _pilot.State = ControlPilotState.C;
        _bench.RunFor(1);

        Assert.False(_contactor.MainsClosed);
        Assert.Equal(RelayState.Open, _evse.State);
    }

    [Fact]
    public void Opened_it_is_off_within_a_transfer_and_stays_off_while_the_vehicle_asks()
    {
        Charge();
        _bench.Loop.Run(_evse.Open);
        _bench.RunFor(0.2);

        Assert.False(_contactor.MainsClosed);
        _bench.RunFor(10);
        Assert.False(_contactor.MainsClosed);
        Assert.Equal(RelayState.Open, _evse.State);
    }

    [Fact]
    public void A_vehicle_that_pauses_may_ask_again()
    {
        Charge();
        _pilot.State = ControlPilotState.B;
        Assert.False(_contactor.CoilCommanded);
        _bench.RunFor(1);
        Assert.Equal(RelayState.Open, _evse.State);
        Assert.Equal(16, _pilot.OfferedCurrentA);

        _pilot.State = ControlPilotState.C;
        _bench.RunFor(0.3);
        _bench.Loop.Run(_evse.Close);
        _bench.RunFor(0.5);
        Assert.Equal((RelayState.Closed, true), (_evse.State, _contactor.MainsClosed));
    }

    [Fact]
    public void A_relay_that_falls_under_a_vehicle_that_asks_has_failed()
    {
        Charge();
        _device.Restart();
        _bench.RunFor(0.3);

        Assert.Equal(RelayState.FailedToClose, _evse.State);
    }

    [Fact]
    public void A_lost_line_leaves_it_as_it_is_and_says_so()
    {
        Charge();
        _bench.Line.IsSilent = true;
        _bench.RunFor(5);

        Assert.Equal(RelayState.Lost, _evse.State);
        Assert.Equal(DeviceHealth.Lost, _evse.Health);
        Assert.True(_contactor.MainsClosed);
    }

    [Fact]
    public void What_comes_back_from_a_lost_line_is_opened()
    {
        Charge();
        _bench.Line.IsSilent = true;
        _bench.RunFor(5);
        _bench.Line.IsSilent = false;
        _bench.RunFor(2);

        Assert.False(_contactor.MainsClosed);
        Assert.Equal((RelayState.Open, false), (_evse.State, _evse.IsClosed));
    }

    [Fact]
    public void A_controller_that_restarts_with_a_default_of_its_own_does_not_charge_for_long()
    {
        _pilot.State = ControlPilotState.C;
        _device.DefaultCurrentA = 16;
        _device.Restart();
        _bench.RunFor(2);

        Assert.False(_contactor.MainsClosed);
        Assert.Equal(RelayState.Open, _evse.State);
    }

    private void Charge()
    {
        Offer(EnergyOffer.UpToAmperes(16));
        _pilot.State = ControlPilotState.C;
        var agreed = false;
        _bench.Loop.Run(() => _evse.Changed += () =>
        {
            if (_evse.EnergyRequested && !agreed)
            {
                agreed = true;
                _evse.Close();
            }
        });
        _bench.RunFor(0.5);
        Assert.True(_contactor.MainsClosed);
    }

    private void Offer(EnergyOffer offer)
    {
        _bench.Loop.Run(() => _evse.Offer = offer);
        _bench.RunFor(0.3);
    }
}
