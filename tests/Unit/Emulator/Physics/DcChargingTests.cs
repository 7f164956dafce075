using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

public sealed class DcChargingTests
{
    private readonly TestSite _test = new();

    private DcOutput Output => _test.Output;

    private Contactor Contactor => _test.Dc.Contactor;

    [Fact]
    public void A_session_comes_up_step_by_step()
    {
        var phases = new List<(double Seconds, DcPhase Phase)>();
        Output.Changed += () => phases.Add((_test.Loop.Elapsed.TotalSeconds, Output.Phase));

        _test.Dc.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));
        _test.Pass(20);
        Output.Permitted = true;
        _test.Pass(10);
        Contactor.CoilCommanded = true;
        _test.Pass(1);

        Assert.Equal(
            [
                (0, DcPhase.Connecting), (15, DcPhase.Authorising), (20, DcPhase.CableCheck), (24, DcPhase.Precharge),
                (27, DcPhase.Ready), (30.015, DcPhase.Charging),
            ],
            phases);
    }

    [Fact]
    public void The_pilot_goes_along_with_the_session()
    {
        Assert.Equal(ControlPilotState.A, Output.State);
        _test.Dc.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));
        Assert.Equal(ControlPilotState.B, Output.State);
        Output.Permitted = true;
        _test.Pass(15);
        Assert.Equal(ControlPilotState.C, Output.State);
    }

    [Fact]
    public void The_vehicle_is_unknown_until_communication_stands()
    {
        var vehicle = _test.Site.Arrive(VehicleModels.Saloon, 33.3);
        _test.Dc.Outlet.PlugIn(vehicle);
        _test.Pass(14.9);
        Assert.Same(VehicleData.Unknown, Output.Vehicle);

        _test.Pass(0.1);

        Assert.Equal(33, Output.Vehicle.StateOfChargePercent);
        Assert.Equal(150_000, Output.Vehicle.MaxPowerW);
        Assert.Matches("^02[0-9A-F]{10}$", Output.Vehicle.EvccId);
        Assert.False(Output.Vehicle.StopRequested);
    }

    [Fact]
    public void The_current_ramps_up_when_the_contactor_closes()
    {
        _test.ChargeDc(VehicleModels.Saloon);

        _test.Pass(5.015);

        Assert.Equal(100, Output.OutputCurrentA, 6);
        _test.Pass(60);
        Assert.Equal(400, Output.OutputCurrentA, 6);
    }

    [Fact]
    public void The_output_keeps_to_the_smallest_of_all_limits()
    {
        _test.ChargeDc(VehicleModels.Saloon);

        Output.LimitA = 50;
        _test.Pass(60);
        Assert.Equal(50, Output.OutputCurrentA);

        Output.LimitA = 500;
        Output.LimitW = 30_000;
        _test.Pass(60);
        Assert.Equal(30_000, _test.Dc.Flow.PowerW, 30.0);

        Output.LimitW = 1_000_000;
        _test.Pass(60);
        Assert.Equal(400, Output.OutputCurrentA, 6);
    }

    [Fact]
    public void Limits_written_faster_than_the_ramp_steps_do_not_hold_it_up()
    {
        _test.ChargeDc(VehicleModels.Saloon);

        for (var write = 0; write < 100; write++)
        {
            Output.LimitA = 100 + (write % 2);
            _test.Pass(0.05);
        }

        Assert.Equal(98, Output.OutputCurrentA, 3.0);
    }

    [Fact]
    public void A_stop_is_below_5_A_within_a_second_from_any_current()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(60);
        Assert.True(Output.OutputCurrentA > 390);

        Output.Permitted = false;
        Assert.Equal(DcPhase.Stopping, Output.Phase);
        _test.Pass(1);

        Assert.True(Output.OutputCurrentA < 5);
        Assert.Equal(DcPhase.Ended, Output.Phase);
        Assert.Equal(0, Output.OutputVoltageV);
    }

    [Fact]
    public void An_opened_contactor_ends_current_and_session_at_once()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        Contactor.CoilCommanded = false;
        _test.Pass(0.012);

        Assert.Equal(0, Output.OutputCurrentA);
        Assert.Equal(DcPhase.Ended, Output.Phase);
    }

    [Fact]
    public void A_limit_of_nothing_is_a_pause()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        Output.LimitA = 0;
        _test.Pass(60);
        Assert.Equal(DcPhase.Charging, Output.Phase);
        Assert.Equal(0, Output.OutputCurrentA);

        Output.LimitA = 40;
        _test.Pass(5);
        Assert.Equal(40, Output.OutputCurrentA);
    }

    [Fact]
    public void A_suspended_vehicle_asks_for_nothing_and_a_resumed_one_goes_on()
    {
        var vehicle = _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        vehicle.Suspend();
        _test.Pass(3);
        Assert.Equal(0, Output.OutputCurrentA);
        Assert.Equal(DcPhase.Charging, Output.Phase);

        vehicle.Resume();
        _test.Pass(3);
        Assert.True(Output.OutputCurrentA > 50);
    }

    [Fact]
    public void A_vehicle_that_requests_the_stop_gets_it()
    {
        var vehicle = _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        vehicle.RequestStop();
        Assert.True(Output.Vehicle.StopRequested);
        _test.Pass(2);

        Assert.Equal(DcPhase.Ended, Output.Phase);
        Assert.True(Output.Vehicle.StopRequested);
    }

    [Fact]
    public void Above_80_percent_it_takes_less_and_less_and_ends_when_full()
    {
        var vehicle = _test.ChargeDc(VehicleModels.Saloon, stateOfChargePercent: 79);
        _test.Pass(60);
        var early = Output.OutputCurrentA;
        _test.Pass(600);
        var late = Output.OutputCurrentA;
        Assert.True(late > 0 && late < early / 2);

        _test.Pass(3600);

        Assert.Equal(100, vehicle.StateOfChargePercent, 6);
        Assert.Equal(DcPhase.Ended, Output.Phase);
        Assert.True(Output.Vehicle.StopRequested);
    }

    [Fact]
    public void A_new_permission_begins_a_new_session_and_the_old_one_does_not()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);
        Contactor.CoilCommanded = false;
        _test.Pass(60);
        Assert.Equal(DcPhase.Ended, Output.Phase);

        Output.Permitted = false;
        _test.Pass(1);
        Output.Permitted = true;
        Assert.Equal(DcPhase.Connecting, Output.Phase);
        _test.Pass(22);
        Assert.Equal(DcPhase.Ready, Output.Phase);
    }

    [Fact]
    public void A_permission_given_again_while_the_stop_ramps_down_begins_anew_after_it()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        Output.Permitted = false;
        _test.Pass(0.3);
        Output.Permitted = true;
        Assert.Equal(DcPhase.Stopping, Output.Phase);
        _test.Pass(1);

        Assert.Equal(DcPhase.Connecting, Output.Phase);
    }

    [Fact]
    public void A_vehicle_that_wanted_the_end_does_not_begin_anew()
    {
        var vehicle = _test.ChargeDc(VehicleModels.Saloon);
        vehicle.RequestStop();
        _test.Pass(5);

        Output.Permitted = false;
        Output.Permitted = true;
        _test.Pass(60);

        Assert.Equal(DcPhase.Ended, Output.Phase);
    }

    [Theory]
    [InlineData("cable check")]
    [InlineData("insulation")]
    [InlineData("precharge")]
    public void A_failing_preparation_ends_the_session_before_the_contactor(string what)
    {
        Output.CableCheckFails = what == "cable check";
        Output.PrechargeFails = what == "precharge";
        _test.Dc.Outlet.InsulationKiloOhm = what == "insulation" ? 99 : 2000;

        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(5);

        Assert.Equal(DcPhase.Ended, Output.Phase);
        Assert.Equal(0, Output.OutputVoltageV);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lost_communication_ramps_down_and_forgets_the_vehicle(bool pilotShorted)
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        _test.Dc.Outlet.PilotShorted = pilotShorted;
        Output.CommunicationLost = !pilotShorted;
        Assert.Equal(DcPhase.Stopping, Output.Phase);
        Assert.Equal(pilotShorted ? ControlPilotState.E : ControlPilotState.C, Output.State);
        Assert.Same(VehicleData.Unknown, Output.Vehicle);
        _test.Pass(2);

        Assert.Equal(DcPhase.Ended, Output.Phase);
    }

    [Fact]
    public void Communication_that_does_not_come_up_comes_up_when_the_fault_is_gone()
    {
        Output.CommunicationLost = true;
        _test.Dc.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));
        _test.Pass(600);
        Assert.Equal(DcPhase.Connecting, Output.Phase);

        Output.CommunicationLost = false;
        _test.Pass(15);

        Assert.Equal(DcPhase.Authorising, Output.Phase);
    }

    [Fact]
    public void Lost_mains_end_everything_and_the_plugged_vehicle_connects_anew()
    {
        var vehicle = _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        _test.Site.Supply.IsPresent = false;
        Assert.Equal(0, _test.Dc.Flow.PowerW);
        Assert.Equal(ControlPilotState.E, Output.State);
        Assert.False(Output.Answers);
        var percent = vehicle.StateOfChargePercent;
        _test.Pass(60);
        Assert.Equal(percent, vehicle.StateOfChargePercent);

        _test.Site.Supply.IsPresent = true;
        Assert.Equal(DcPhase.Connecting, Output.Phase);
    }

    [Fact]
    public void An_output_with_over_voltage_is_above_its_pack()
    {
        var vehicle = _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(1);

        Output.OvervoltageV = 200;

        Assert.Equal(vehicle.PackVoltageV + 200, Output.OutputVoltageV, 6);
    }

    [Fact]
    public void A_faulty_source_gives_more_than_its_limit()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        Output.LimitA = 100;
        _test.Pass(30);

        _test.Dc.OvercurrentFactor = 1.2;
        _test.Pass(5);

        Assert.Equal(120, Output.OutputCurrentA, 6);
    }

    [Fact]
    public void An_idle_outlet_with_a_finished_session_ticks_not_at_all()
    {
        _test.ChargeDc(VehicleModels.Saloon).RequestStop();
        _test.Pass(10);
        var turns = _test.Loop.Turns;

        _test.Pass(7200);

        Assert.Equal(turns, _test.Loop.Turns);
    }
}
