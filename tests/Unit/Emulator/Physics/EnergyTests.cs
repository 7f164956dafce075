using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

/// <summary>The register is reported in whole Wh: that is what meter and oracle may differ by, and what a defect must exceed.</summary>
public sealed class EnergyTests
{
    private const double ResolutionWh = 1;

    private readonly TestSite _test = new();

    [Fact]
    public void Two_hours_at_a_constant_current_are_counted_exactly()
    {
        _test.ChargeAc(VehicleModels.Van, offeredA: 10);
        var startWh = _test.Ac.Meter.EnergyImportWh;

        _test.Pass(7200);

        Assert.Equal(3 * 230 * 10 * 2, _test.Ac.Meter.EnergyImportWh - startWh, 6);
    }

    [Fact]
    public void A_used_meter_goes_on_from_its_register()
    {
        Assert.Equal(123_456, _test.Ac.Meter.EnergyImportWh);
    }

    [Fact]
    public void Meter_and_oracle_agree_over_two_eventful_hours_of_ac()
    {
        var (meterWh, oracleWh) = EventfulAc();

        Assert.InRange(oracleWh, 20_000, 40_000);
        Assert.Equal(oracleWh, meterWh, ResolutionWh / 1000);
    }

    [Fact]
    public void Meter_and_oracle_agree_over_two_hours_of_dc_with_ramps_taper_and_full_battery()
    {
        var (meterWh, oracleWh) = ChargeDcForTwoHours();

        Assert.InRange(oracleWh, 60_000, 70_000);
        Assert.Equal(oracleWh, meterWh, ResolutionWh / 1000);
    }

    [Fact]
    public void A_scale_error_of_a_thousandth_is_found()
    {
        _test.Ac.Meter.ScaleError = 0.001;
        _test.Dc.Meter.ScaleError = -0.001;

        var (acMeterWh, acOracleWh) = EventfulAc();
        var (dcMeterWh, dcOracleWh) = ChargeDcForTwoHours();

        Assert.True(acMeterWh - acOracleWh > 10 * ResolutionWh);
        Assert.True(dcOracleWh - dcMeterWh > 10 * ResolutionWh);
    }

    [Fact]
    public void One_dropped_second_at_full_power_is_found()
    {
        _test.ChargeAc(VehicleModels.Van, offeredA: 32);
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(60);

        _test.Ac.Meter.DropInterval(TimeSpan.FromSeconds(1));
        _test.Dc.Meter.DropInterval(TimeSpan.FromSeconds(1));
        _test.Pass(7200);

        Assert.Equal(3 * 230 * 32 / 3600.0, Missing(_test.Ac), 2);
        Assert.True(Missing(_test.Ac) > ResolutionWh);
        Assert.True(Missing(_test.Dc) > 20 * ResolutionWh);
    }

    [Fact]
    public void A_dropped_interval_begins_where_it_was_asked_for_and_ends()
    {
        _test.ChargeAc(VehicleModels.Van, offeredA: 32);
        _test.Pass(1);
        var kilowatts = 3 * 230 * 32 / 1000.0;
        var startWh = _test.Ac.Meter.EnergyImportWh;

        _test.Ac.Meter.DropInterval(TimeSpan.FromSeconds(10));
        _test.Pass(4);
        var during = _test.Ac.Meter.EnergyImportWh;
        _test.Pass(16);

        Assert.Equal(startWh, during);
        Assert.Equal(kilowatts * 10 / 3.6, _test.Ac.Meter.EnergyImportWh - startWh, 6);
    }

    [Fact]
    public void Reading_often_changes_nothing()
    {
        _test.ChargeAc(VehicleModels.Van, offeredA: 13);
        var startWh = _test.Ac.Meter.EnergyImportWh;

        for (var read = 0; read < 7200; read++)
        {
            _test.Pass(0.5);
            _ = _test.Ac.Meter.EnergyImportWh;
        }

        Assert.Equal(3 * 230 * 13, _test.Ac.Meter.EnergyImportWh - startWh, 6);
    }

    [Fact]
    public void A_silent_meter_goes_on_counting()
    {
        _test.ChargeAc(VehicleModels.Van, offeredA: 32);

        _test.Ac.Meter.Silent = true;
        Assert.False(_test.Ac.Meter.Answers);
        _test.Pass(600);
        _test.Ac.Meter.Silent = false;

        Assert.Equal(_test.Ac.ReferenceMeter.FlowedWh, _test.Ac.Meter.EnergyImportWh - 123_456, 3);
    }

    [Fact]
    public void A_meter_without_mains_does_not_answer()
    {
        _test.Site.Supply.IsPresent = false;

        Assert.False(_test.Ac.Meter.Answers);
    }

    [Fact]
    public void Another_meter_has_another_register_and_serial_number()
    {
        _test.Ac.Meter.Replace("NEW1", 5);

        Assert.Equal("NEW1", _test.Ac.Meter.SerialNumber);
        Assert.Equal(5, _test.Ac.Meter.EnergyImportWh);
    }

    [Fact]
    public void The_oracle_looks_at_the_contactor_by_itself()
    {
        var supply = new Supply(_test.Loop.Time, RandomSource.Seeded(1));
        var contactor = new Contactor(_test.Loop.Time, [supply]);
        var flow = new PowerFlow(phases: 1);
        var referenceMeter = new ReferenceMeter(_test.Loop.Time, flow, contactor);

        flow.Set([new PhaseReading(230, 10, 2300)]);
        _test.Pass(3600);
        Assert.Equal(0, referenceMeter.FlowedWh);

        contactor.Welded = true;
        _test.Pass(3600);
        contactor.Welded = false;
        _test.Pass(0.012);
        _test.Pass(3600);
        Assert.Equal(2300 * (3600.012 / 3600), referenceMeter.FlowedWh, 5);
    }

    [Fact]
    public void The_oracle_multiplies_by_itself()
    {
        var flow = new PowerFlow(phases: 1);
        var contactor = new Contactor(_test.Loop.Time, []) { Welded = true };
        var referenceMeter = new ReferenceMeter(_test.Loop.Time, flow, contactor);

        flow.Set([new PhaseReading(230, 10, PowerW: 1)]);
        _test.Pass(3600);

        Assert.Equal(2300, referenceMeter.FlowedWh, 6);
    }

    [Fact]
    public void The_battery_gets_what_the_meter_counts_less_the_losses()
    {
        var vehicle = _test.ChargeAc(VehicleModels.Van, offeredA: 32);
        _test.Pass(3600);

        var storedWh = (vehicle.StateOfChargePercent - 20) / 100 * vehicle.Model.BatteryWh;

        Assert.Equal(_test.Ac.ReferenceMeter.FlowedWh * vehicle.Model.AcEfficiency, storedWh, 2);
    }

    [Fact]
    public void The_same_seed_makes_the_same_energy_to_the_last_bit()
    {
        var first = Noisy(7);

        Assert.Equal(first, Noisy(7));
        Assert.NotEqual(first, Noisy(8));

        static double Noisy(ulong seed)
        {
            var test = new TestSite(seed);
            test.Site.Supply.NoiseV = 2;
            test.ChargeAc(VehicleModels.Compact, offeredA: 16);
            test.Pass(600);
            return test.Ac.Meter.EnergyImportWh;
        }
    }

    /// <summary>Limits, a pause, odd voltages, an opened contactor, a re-plug: whatever happens in two hours.</summary>
    private (double MeterWh, double OracleWh) EventfulAc()
    {
        var ac = _test.Ac;
        var startWh = ac.Meter.EnergyImportWh;
        var vehicle = _test.ChargeAc(VehicleModels.Van, offeredA: 32);
        _test.Pass(1234.567);
        ac.Pilot!.OfferedCurrentA = 6.6;
        _test.Pass(777.7);
        _test.Site.Supply.SetVoltageV(241.3, phase: 1);
        ac.Pilot.OfferedCurrentA = 21.1;
        _test.Pass(1500);
        vehicle.Suspend();
        _test.Pass(300);
        vehicle.Resume();
        _test.Pass(600);
        ac.Contactor.CoilCommanded = false;
        _test.Pass(60);
        ac.Contactor.CoilCommanded = true;
        _test.Pass(900);
        ac.Outlet.Unplug();
        _test.Pass(60);
        ac.Outlet.PlugIn(vehicle);
        _test.Pass(1761.733);
        return (ac.Meter.EnergyImportWh - startWh, ac.ReferenceMeter.FlowedWh);
    }

    private (double MeterWh, double OracleWh) ChargeDcForTwoHours()
    {
        var startWh = _test.Dc.Meter.EnergyImportWh;
        _test.ChargeDc(VehicleModels.Saloon);
        _test.Pass(300);
        _test.Output.LimitW = 50_000;
        _test.Pass(300);
        _test.Output.LimitW = 150_000;
        _test.Pass(6600);
        return (_test.Dc.Meter.EnergyImportWh - startWh, _test.Dc.ReferenceMeter.FlowedWh);
    }

    private static double Missing(SiteConnector connector) =>
        connector.ReferenceMeter.FlowedWh - (connector.Meter.EnergyImportWh - (connector.Dc is null ? 123_456 : 9_876_543));
}
