using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

public sealed class OutletTests
{
    private readonly TestSite _test = new();

    private Outlet Socket => _test.Ac.Outlet;

    [Fact]
    public void A_locked_cable_stays_in_the_socket_while_the_vehicle_end_comes_free()
    {
        Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon), cableRatingA: 20);
        _test.Lock();

        Assert.Equal(UnplugResult.HeldByLock, Socket.Unplug());

        Assert.Null(Socket.Vehicle);
        Assert.Equal(20, _test.Ac.Pilot!.CableLimitA);
        Assert.Equal(ControlPilotState.A, _test.Ac.Pilot.State);
    }

    [Fact]
    public void An_unlocked_cable_comes_out_at_both_ends()
    {
        Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));

        Assert.Equal(UnplugResult.Freed, Socket.Unplug());

        Assert.Null(Socket.Vehicle);
        Assert.False(Socket.CableInSocket);
    }

    [Fact]
    public void Pulling_the_vehicle_end_leaves_the_cable_in_the_socket()
    {
        Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));

        Assert.Equal(UnplugResult.Freed, Socket.Unplug(CableEnd.Vehicle));

        Assert.Null(Socket.Vehicle);
        Assert.True(Socket.CableInSocket);
    }

    [Fact]
    public void Pulling_the_station_end_takes_the_vehicle_away_from_the_station()
    {
        Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));

        Assert.Equal(UnplugResult.Freed, Socket.Unplug(CableEnd.Station));

        Assert.Null(Socket.Vehicle);
        Assert.False(Socket.CableInSocket);
    }

    [Fact]
    public void A_cable_alone_says_what_it_carries()
    {
        Assert.Equal(PlugResult.Plugged, Socket.InsertCable(13));

        Assert.Equal(13, _test.Ac.Pilot!.CableLimitA);
        Assert.Equal(ControlPilotState.A, _test.Ac.Pilot.State);
    }

    [Fact]
    public void A_vehicle_takes_the_cable_that_is_there()
    {
        Socket.InsertCable(13);

        Assert.Equal(PlugResult.Plugged, Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon)));

        Assert.Equal(13, _test.Ac.Pilot!.CableLimitA);
    }

    [Fact]
    public void The_bolt_keeps_a_plug_out_of_the_socket()
    {
        _test.Lock();

        Assert.Equal(PlugResult.BlockedByLock, Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon)));
        Assert.Equal(PlugResult.BlockedByLock, Socket.InsertCable());
        Assert.Null(Socket.Vehicle);
    }

    [Fact]
    public void Two_vehicles_do_not_fit()
    {
        Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));

        Assert.Equal(PlugResult.Occupied, Socket.PlugIn(_test.Site.Arrive(VehicleModels.Saloon)));
    }

    [Fact]
    public void One_vehicle_cannot_be_in_two_places()
    {
        var vehicle = _test.Site.Arrive(VehicleModels.Saloon);
        Socket.PlugIn(vehicle);

        Assert.Throws<InvalidOperationException>(() => _test.Dc.Outlet.PlugIn(vehicle));
    }

    [Fact]
    public void A_vehicle_without_a_DC_inlet_does_not_fit_a_DC_connector()
    {
        Assert.Equal(PlugResult.DoesNotFit, _test.Dc.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.City)));
    }

    [Fact]
    public void A_fixed_cable_reports_no_rating_and_takes_no_other()
    {
        var connector = _test.Site.Connector(3);
        connector.Outlet.PlugIn(_test.Site.Arrive(VehicleModels.Saloon));

        Assert.Equal(0, connector.Pilot!.CableLimitA);
        Assert.Throws<InvalidOperationException>(() => connector.Outlet.InsertCable());
    }

    [Fact]
    public void A_DC_vehicle_keeps_the_connector_while_current_flows()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        Assert.Equal(UnplugResult.HeldByVehicle, _test.Dc.Outlet.Unplug());
        Assert.NotNull(_test.Dc.Outlet.Vehicle);

        _test.Output.Permitted = false;
        _test.Pass(1);
        Assert.Equal(UnplugResult.Freed, _test.Dc.Outlet.Unplug());
        Assert.Null(_test.Dc.Outlet.Vehicle);
    }

    [Fact]
    public void Force_tears_the_connector_out_and_ends_the_current()
    {
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(10);

        Assert.Equal(UnplugResult.Freed, _test.Dc.Outlet.Unplug(force: true));

        Assert.Equal(0, _test.Dc.Flow.PowerW);
        Assert.Equal(DcPhase.Idle, _test.Output.Phase);
    }

    [Fact]
    public void An_unplugged_vehicle_is_charged_no_more_and_can_be_plugged_again()
    {
        var vehicle = _test.ChargeAc(VehicleModels.Saloon, 16);
        Socket.Unplug();
        var percent = vehicle.StateOfChargePercent;
        _test.Pass(3600);

        Assert.Equal(percent, vehicle.StateOfChargePercent);
        Assert.Equal(PlugResult.Plugged, Socket.PlugIn(vehicle));
    }

    [Fact]
    public void A_heated_outlet_warms_up_under_load_and_cools_down_after_it()
    {
        Socket.Temperature.RiseAtOneAmpereK = 0.05;
        _test.ChargeAc(VehicleModels.Van, 32);
        Assert.InRange(Socket.Temperature.ValueC, 25, 26);

        _test.Pass(3600);
        Assert.Equal(25 + (0.05 * 32 * 32), Socket.Temperature.ValueC, 6);

        Socket.Unplug();
        _test.Pass(3600);
        Assert.Equal(25, Socket.Temperature.ValueC, 6);
    }

    [Fact]
    public void A_forced_temperature_is_what_it_is()
    {
        Socket.Temperature.ForcedC = 90;

        Assert.Equal(90, Socket.Temperature.ValueC);
    }
}
