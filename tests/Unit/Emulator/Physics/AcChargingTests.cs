using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

public sealed class AcChargingTests
{
    private readonly TestSite _test = new();

    private SiteConnector Ac => _test.Ac;

    private PilotCircuit Pilot => _test.Ac.Pilot!;

    [Fact]
    public void The_pilot_follows_the_vehicle_from_A_over_B_to_C()
    {
        Assert.Equal(ControlPilotState.A, Pilot.State);

        Ac.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));
        _test.Pass(10);
        Assert.Equal(ControlPilotState.B, Pilot.State);

        Pilot.OfferedCurrentA = 16;
        _test.Pass(0.29);
        Assert.Equal(ControlPilotState.B, Pilot.State);
        _test.Pass(1.72);
        Assert.Equal(ControlPilotState.C, Pilot.State);
    }

    [Fact]
    public void Less_than_6_A_is_no_offer()
    {
        Ac.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));

        Pilot.OfferedCurrentA = 5.9;
        _test.Pass(60);

        Assert.Equal(ControlPilotState.B, Pilot.State);
    }

    [Fact]
    public void A_ventilated_vehicle_asks_by_D()
    {
        Ac.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Ventilated));

        Pilot.OfferedCurrentA = 16;
        _test.Pass(3);

        Assert.Equal(ControlPilotState.D, Pilot.State);
    }

    [Fact]
    public void Nothing_flows_before_the_contactor_closes()
    {
        Ac.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));
        Pilot.OfferedCurrentA = 16;
        _test.Pass(60);

        Assert.Equal(0, Ac.Flow.PowerW);
        Assert.Equal(230, Ac.Flow.Phases[0].VoltageV);

        Ac.Contactor.CoilCommanded = true;
        _test.Pass(1.1);
        Assert.Equal(3 * 230 * 16, Ac.Flow.PowerW);
    }

    [Fact]
    public void The_current_stops_with_the_contactor()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        Ac.Contactor.CoilCommanded = false;
        _test.Pass(0.011);
        Assert.Equal(16, Ac.Flow.CurrentA);
        _test.Pass(0.001);

        Assert.Equal(0, Ac.Flow.CurrentA);
    }

    [Fact]
    public void A_vehicle_draws_no_more_than_its_charger_can_and_on_its_own_phases_only()
    {
        _test.ChargeAc(VehicleModels.City, 63);

        Assert.Equal([32, 0, 0], Ac.Flow.Phases.Select(phase => phase.CurrentA));
    }

    [Fact]
    public void A_new_limit_is_followed_within_a_second()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        Pilot.OfferedCurrentA = 8;
        Assert.Equal(16, Ac.Flow.CurrentA);
        _test.Pass(1);

        Assert.Equal(8, Ac.Flow.CurrentA);
    }

    [Fact]
    public void Switched_off_PWM_ends_the_current_and_then_state_C_within_3_s()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        Pilot.OfferedCurrentA = 0;
        _test.Pass(0.09);
        Assert.Equal(ControlPilotState.C, Pilot.State);
        Assert.Equal(16, Ac.Flow.CurrentA);
        _test.Pass(2.91);

        Assert.Equal(ControlPilotState.B, Pilot.State);
        Assert.Equal(0, Ac.Flow.CurrentA);
    }

    [Fact]
    public void A_suspended_vehicle_opens_S2_and_a_resumed_one_closes_it()
    {
        var vehicle = _test.ChargeAc(VehicleModels.Saloon, 16);

        vehicle.Suspend();
        Assert.Equal(ControlPilotState.B, Pilot.State);
        Assert.Equal(0, Ac.Flow.CurrentA);

        vehicle.Resume();
        _test.Pass(3);
        Assert.Equal(ControlPilotState.C, Pilot.State);
        Assert.Equal(16, Ac.Flow.CurrentA);
    }

    [Fact]
    public void A_full_vehicle_leaves_C_at_the_moment_its_target_is_reached()
    {
        var vehicle = _test.ChargeAc(VehicleModels.Saloon, 16, stateOfChargePercent: 79);
        vehicle.TargetPercent = 80;

        _test.Pass(7200);

        Assert.Equal(ControlPilotState.B, Pilot.State);
        Assert.Equal(80, vehicle.StateOfChargePercent, 6);
        Assert.Equal(0, Ac.Flow.CurrentA);
    }

    [Fact]
    public void A_welded_contactor_goes_on_feeding_a_vehicle_in_state_C()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        Ac.Contactor.Welded = true;
        Ac.Contactor.CoilCommanded = false;
        _test.Pass(60);

        Assert.Equal(16, Ac.Flow.CurrentA);
    }

    [Fact]
    public void A_vehicle_that_ignores_the_pilot_draws_on_through_a_welded_contactor_until_it_is_unplugged()
    {
        var vehicle = _test.ChargeAc(VehicleModels.Saloon, 10);
        vehicle.Charger.IgnoresPilot = true;
        Ac.Contactor.Welded = true;

        Pilot.OfferedCurrentA = 0;
        Ac.Contactor.CoilCommanded = false;
        _test.Pass(60);
        Assert.Equal(16, Ac.Flow.CurrentA);

        Ac.Outlet.Unplug();
        Assert.Equal(0, Ac.Flow.CurrentA);
    }

    [Fact]
    public void An_overdrawing_vehicle_takes_more_than_it_is_offered()
    {
        Ac.OvercurrentFactor = 1.3;

        _test.ChargeAc(VehicleModels.Saloon, 10);

        Assert.Equal(13, Ac.Flow.CurrentA, 9);
    }

    [Fact]
    public void A_pulled_cable_ends_the_current_at_once()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        Assert.Equal(UnplugResult.Freed, Ac.Outlet.Unplug());

        Assert.Equal(0, Ac.Flow.CurrentA);
        Assert.Equal(ControlPilotState.A, Pilot.State);
    }

    [Fact]
    public void A_shorted_pilot_reads_E_and_makes_the_vehicle_stop()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        Ac.Outlet.PilotShorted = true;
        Assert.Equal(ControlPilotState.E, Pilot.State);
        _test.Pass(3);
        Assert.Equal(0, Ac.Flow.CurrentA);

        Ac.Outlet.PilotShorted = false;
        _test.Pass(5);
        Assert.Equal(ControlPilotState.C, Pilot.State);
    }

    [Fact]
    public void Lost_mains_end_the_current_at_once_and_the_vehicle_goes_on_when_they_are_back()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        _test.Site.Supply.IsPresent = false;
        Assert.Equal(0, Ac.Flow.PowerW);
        Assert.Equal(0, Ac.Flow.Phases[0].VoltageV);
        Assert.False(Pilot.Answers);
        _test.Pass(60);

        _test.Site.Supply.IsPresent = true;
        _test.Pass(5);
        Assert.Equal(16, Ac.Flow.CurrentA);
    }

    [Fact]
    public void A_lost_phase_carries_nothing()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        _test.Site.Supply.SetVoltageV(0, phase: 2);

        Assert.Equal([16, 16, 0], Ac.Flow.Phases.Select(phase => phase.CurrentA));
    }

    [Fact]
    public void A_residual_current_cuts_the_contactor_until_it_is_reset()
    {
        _test.ChargeAc(VehicleModels.Saloon, 16);

        Ac.Outlet.ResidualDcMilliA = 6.1;
        _test.Pass(0.012);
        Assert.False(Ac.Contactor.MainsClosed);

        Ac.ResidualCurrent.Reset();
        Assert.True(Ac.ResidualCurrent.IsTripped);

        Ac.Outlet.ResidualDcMilliA = 0;
        _test.Pass(1);
        Assert.False(Ac.Contactor.MainsClosed);
        Ac.ResidualCurrent.Reset();
        _test.Pass(1);
        Assert.True(Ac.Contactor.MainsClosed);
    }

    [Fact]
    public void The_controller_is_notified_of_every_change_of_the_pilot()
    {
        var states = new List<ControlPilotState>();
        Pilot.Changed += () => states.Add(Pilot.State);

        _test.ChargeAc(VehicleModels.Saloon, 16);
        Ac.Outlet.Unplug();

        Assert.Equal([ControlPilotState.B, ControlPilotState.C, ControlPilotState.A], states);
    }

    [Fact]
    public void Nothing_ticks_while_a_constant_current_flows()
    {
        _test.ChargeAc(VehicleModels.Van, 16);
        var turns = _test.Loop.Turns;

        _test.Pass(7200);

        Assert.Equal(turns, _test.Loop.Turns);
    }
}
