using ChargerFirmware.Bench;
using ChargerFirmware.Emulator.Faults;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What the rows of the table cannot say: measured values, limits, energy that is not billed, and what cannot be broken.</summary>
public sealed class FaultPhysicsTests
{
    private const string Charge = "plug\nswipe 04A1B2C3\nexpect status Charging within 60s\nwait 40s";

    [Fact]
    public void Every_fault_stands_in_the_table_or_is_tested_here()
    {
        string[] elsewhere = ["derating", "supply-lost"];
        var known = FaultList.OfConnectors.Concat(FaultList.OfTheStation).Select(fault => fault.Name);

        Assert.Equal(known.Order(), FaultTable.Rows.Select(row => row.Name).Concat(elsewhere).Distinct().Order());
    }

    [Fact]
    public void Every_cause_that_the_station_knows_can_be_brought_about()
    {
        var faults = FaultList.OfConnectors.Concat(FaultList.OfTheStation).Select(fault => fault.Name);

        Assert.Empty(KnownFaults.All.Select(fault => fault.Name).Except(faults));
    }

    [Theory]
    [InlineData(1, 32.0)]
    [InlineData(2, 300.0)]
    public void The_limit_falls_in_a_straight_line_from_60_to_80_degrees(int connector, double fullA)
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"connector {connector}");
            var temperature = story.Bench.Physical(connector).Outlet.Temperature;
            foreach (var (celsius, part) in new[] { (59.0, 1.0), (65, 0.75), (70, 0.5), (75, 0.25), (80, 0), (84, 0), (25, 1) })
            {
                temperature.ForcedC = celsius;
                await story.RunAsync("wait 3s");

                Assert.Equal(fullA * part, story.Bench.Connector(connector).Limit.MaxCurrentA, 3);
                Assert.Equal(ErrorCode.NoError, story.Bench.Connector(connector).LastReport!.ErrorCode);
            }
        });
    }

    [Theory]
    [InlineData(1, 16.1)]
    [InlineData(2, 151.0)]
    public void A_warm_outlet_gives_less_and_a_hot_one_nothing_until_it_cools(int connector, double halfA)
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"connector {connector}\nplug {connector} van\nswipe {connector} 04A1B2C3\nexpect status Charging within 60s\nwait 40s");
            var flow = story.Bench.Physical(connector).Flow;
            Assert.InRange(flow.CurrentA, halfA, 300);

            await story.RunAsync($"fault {connector} derating\nwait 10s");
            Assert.InRange(flow.CurrentA, 1, halfA);

            story.Bench.Physical(connector).Outlet.Temperature.ForcedC = 82;
            await story.RunAsync("expect status SuspendedEVSE within 20s\nexpect contactor open");

            story.Bench.Physical(connector).Outlet.Temperature.ForcedC = 40;
            await story.RunAsync("expect status Charging within 60s\nexpect violations none");
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_outlet_that_was_too_hot_is_good_again_10_K_below(int connector)
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"connector {connector}\nfault {connector} over-temperature\nexpect error HighTemperature within 3s");
            foreach (var celsius in new[] { 84.0, 80, 75.5 })
            {
                story.Bench.Physical(connector).Outlet.Temperature.ForcedC = celsius;
                await story.RunAsync("wait 15s\nexpect error HighTemperature within 1ms");
            }

            story.Bench.Physical(connector).Outlet.Temperature.ForcedC = 75;
            await story.RunAsync("expect error NoError within 3s");
        });
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(0, 31)]
    public void A_measured_residual_current_stops_without_a_trip_contact(double directMilliA, double alternatingMilliA)
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            var outlet = story.Bench.Physical(1).Outlet;
            outlet.ResidualDcMilliA = directMilliA;
            outlet.ResidualAcMilliA = alternatingMilliA;
            await story.RunAsync("expect error GroundFailure within 700ms\nexpect contactor open within 100ms\nexpect sent StopTransaction reason=Other");
        }, Without("residualCurrent"));
    }

    [Theory]
    [InlineData(5.9, 0)]
    [InlineData(0, 29.9)]
    public void A_residual_current_below_the_thresholds_is_none(double directMilliA, double alternatingMilliA)
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            var outlet = story.Bench.Physical(1).Outlet;
            outlet.ResidualDcMilliA = directMilliA;
            outlet.ResidualAcMilliA = alternatingMilliA;
            await story.RunAsync("wait 10s\nexpect error NoError\nexpect status Charging");
        });
    }

    [Theory]
    [InlineData(99, ErrorCode.GroundFailure)]
    [InlineData(101, ErrorCode.NoError)]
    public void A_measured_insulation_counts_without_an_alarm_contact(double kiloOhm, ErrorCode expected)
    {
        Story.Run(async story =>
        {
            await story.RunAsync("connector 2\n" + Charge.Replace("swipe", "swipe 2", StringComparison.Ordinal));
            story.Bench.Physical(2).Outlet.InsulationKiloOhm = kiloOhm;
            await story.RunAsync($"wait 250ms\nexpect error {expected} within 1ms");
            Assert.Equal(expected == ErrorCode.NoError, story.Bench.Physical(2).Contactor.MainsClosed);
        }, Without("insulation"));
    }

    [Theory]
    [InlineData(264, 10)]
    [InlineData(191, 10)]
    [InlineData(280, 0.5)]
    [InlineData(150, 0.5)]
    public void The_mains_may_stray_a_little_or_for_a_moment(double voltageV, double seconds)
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            story.Bench.Site.Supply.SetVoltageV(voltageV, phase: 1);
            await story.RunAsync($"wait {seconds}s");
            story.Bench.Site.Supply.SetVoltageV(230);
            await story.RunAsync("wait 5s\nexpect status Charging within 1ms\nexpect no sent StopTransaction for 5s");
        });
    }

    [Fact]
    public void A_lost_sensor_stops_because_nobody_would_see_what_it_guards_against()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            story.Bench.Board.Line("sensors").IsSilent = true;
            await story.RunAsync("expect sent StopTransaction reason=Other within 20s\nexpect sent StatusNotification connectorId=1 status=Faulted errorCode=InternalError vendorErrorCode=SensorLost");
            story.Bench.Board.Line("sensors").IsSilent = false;
            await story.RunAsync("expect status Finishing within 5s");
        });
    }

    [Fact]
    public void Energy_through_a_weld_raises_an_alarm_and_is_never_billed()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            var alarms = 0;
            story.Bench.Connector(1).UnbilledEnergy.Alarmed += _ => alarms++;
            story.Bench.VehicleAt(1).Charger.IgnoresPilot = true;
            await story.RunAsync("fault 1 contactor-welded\nswipe 04A1B2C3\nexpect sent StopTransaction reason=Local within 30s\nexpect status Faulted\nexpect lock locked\nwait 10m");
            Assert.NotEqual(UnplugResult.Freed, story.Bench.Unplug(1, CableEnd.Station));
            story.Bench.VehicleAt(1).RequestStop();
            await story.RunAsync("wait 10s");

            var reported = Assert.Single(story.Bench.Csms!.Sessions.Of(story.Bench.StationId)).EnergyWh!.Value;
            var unbilled = story.Bench.Connector(1).UnbilledEnergy;
            Assert.InRange(unbilled.AlarmedWh, 1000, 3000);
            Assert.InRange(alarms, 2, 4);
            Assert.Equal(0, unbilled.GapWh);
            Assert.Equal(story.Bench.FlowedWh(1), reported + unbilled.AlarmedWh, 1.1);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_switch_ahead_of_a_welded_contactor_cuts_what_the_contactor_cannot(int connector)
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"connector {connector}\nplug\nswipe {connector} 04A1B2C3\nexpect status Charging within 60s\nwait 40s");
            var physical = story.Bench.Physical(connector);
            Assert.True(physical.Upstream!.MainsClosed);
            story.Bench.VehicleAt(connector).Charger.IgnoresPilot = true;
            await story.RunAsync($"fault {connector} contactor-welded\nswipe {connector} 04A1B2C3\nexpect error PowerSwitchFailure within 30s\nwait 1s");
            Assert.False(physical.Upstream!.MainsClosed);
            Assert.True(physical.Contactor.MainsClosed);
            Assert.Equal(0, physical.Flow.CurrentA);

            await story.RunAsync(connector == 1 ? "expect lock unlocked" : "");
            await story.RunAsync($"clear {connector} contactor-welded\nwait 1s\nservice clear-weld {connector}\nwait 1s\nexpect status Finishing");
            Assert.True(physical.Upstream!.MainsClosed);
            await story.RunAsync("expect energy reported = energy flowed\nexpect violations none");
        }, WithUpstream(connector));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Energy_a_silent_meter_counted_is_a_gap_between_two_transactions(int connector)
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"connector {connector}\nplug\nswipe {connector} 04A1B2C3\nexpect status Charging within 60s\nwait 5m");
            await story.RunAsync($"fault {connector} meter-silent\nexpect sent StopTransaction reason=Other within 30s\nwait 10s\nclear {connector} meter-silent\nexpect status Finishing within 5s\nwait 5s");
            var first = story.Bench.Csms!.Sessions.Of(story.Bench.StationId).Single();
            var gapWh = story.Bench.Connector(connector).UnbilledEnergy.GapWh;
            Assert.True(gapWh > 10);
            Assert.Equal(story.Bench.FlowedWh(connector), first.EnergyWh!.Value + gapWh, 1.1);

            await story.RunAsync($"swipe {connector} 04A1B2C3\nexpect sent StartTransaction meterStart={first.MeterStopWh + gapWh}");
        });
    }

    [Fact]
    public void What_a_failing_store_refused_is_journaled_when_it_returns_and_the_end_waits_for_it()
    {
        var store = new MemoryStore();
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            await story.RunAsync("link cut\nfault 0 store-failing\nwait 5m\nexpect status Charging within 1ms\nswipe 04A1B2C3\nexpect status Finishing within 20s");
            var held = story.Bench.Protocol.QueueDepth;
            Assert.True(held >= 5);
            Assert.Empty(new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List());

            await story.RunAsync("clear 0 store-failing\nwait 6s");
            Assert.Equal(held + 1, new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List().Count);

            await story.RunAsync("power off\nlink restore\npower on\nexpect sent StopTransaction reason=Local within 5m\nwait 30s\nexpect energy reported = energy flowed");
        }, store: store);
    }

    [Fact]
    public void Without_mains_the_contactor_falls_by_itself_and_nothing_is_wrong_afterwards()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge + "\nfault 0 supply-lost for 2m\nexpect contactor open within 50ms");
            Assert.Null(story.Bench.Composed);
            await story.RunAsync("wait 2m\nexpect link Operational within 60s\nexpect contactor open\nexpect error NoError");
        });
    }

    [Fact]
    public void An_emergency_stop_cannot_be_acknowledged_while_it_is_pressed()
    {
        Story.Run(async story => await story.RunAsync(
            "fault 0 emergency-stop\nexpect status Faulted within 20ms\nacknowledge\nclear 0 emergency-stop\nwait 10s\nexpect status Faulted within 1ms\nacknowledge\nexpect status Available within 20ms"));
    }

    [Fact]
    public void The_central_systems_reset_acknowledges_an_emergency_stop()
    {
        Story.Run(async story => await story.RunAsync(
            "fault 0 emergency-stop\nexpect status Faulted within 20ms\nclear 0 emergency-stop\nreset Soft\nexpect sent BootNotification within 60s\nexpect status Available"));
    }

    [Theory]
    [InlineData(1, "insulation-low", "no insulation monitor")]
    [InlineData(1, "output-over-voltage", "supply-over-voltage")]
    [InlineData(2, "lock-stuck-open", "no lock")]
    [InlineData(1, "WeakSignal", "expected one of: residual-current")]
    [InlineData(0, "over-current", "expected one of: emergency-stop")]
    public void What_cannot_be_broken_there_is_refused_with_what_can(int connector, string what, string expected)
    {
        Story.Run(story =>
        {
            var refusal = Assert.Throws<NoSuchFaultException>(() => story.Bench.Faults.Apply(connector, what));
            Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("expected one of:", refusal.Message, StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData(1, "GroundFailure", "residual-current")]
    [InlineData(2, "GroundFailure", "insulation-low")]
    [InlineData(1, "ConnectorLockFailure", "lock-stuck-open")]
    [InlineData(2, "PowerSwitchFailure", "contactor-stuck-open")]
    [InlineData(2, "OverVoltage", "output-over-voltage")]
    [InlineData(0, "OverVoltage", "supply-over-voltage")]
    [InlineData(0, "OtherError", "emergency-stop")]
    [InlineData(0, "InternalError", "store-failing")]
    public void An_error_code_means_the_first_cause_that_has_it_there(int connector, string errorCode, string expected)
    {
        Story.Run(story =>
        {
            Assert.Equal(expected, story.Bench.Faults.Apply(connector, errorCode).Name);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void A_fault_for_a_while_goes_by_itself()
    {
        Story.Run(async story =>
        {
            await story.RunAsync("fault 0 door-open for 20s\nexpect status Faulted within 20ms\nwait 19s\nexpect status Faulted within 1ms\nwait 2s");
            Assert.Equal(ConnectorStatus.Available, story.Bench.Connector(1).Status);
            Assert.Empty(story.Bench.Faults.Active);
        });
    }

    /// <summary>The emulated board without a role, on whichever connector has it.</summary>
    private static BoardFile Without(string role)
    {
        var board = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "boards", "emulated.json");
        var json = System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(board), $"\"{role}\": \"[a-z0-9]+\", ", "");
        return BoardFile.Parse("emulated without " + role, json);
    }

    /// <summary>The emulated board with a switch ahead of one contactor.</summary>
    private static BoardFile WithUpstream(int connector)
    {
        var board = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "boards", "emulated.json");
        var json = File.ReadAllText(board)
            .Replace("\"devices\": {", "\"devices\": { \"upstream\": { \"driver\": \"gpio-relay\", \"bus\": \"gpio\", \"pin\": 4, \"feedbackPin\": 18 },", StringComparison.Ordinal)
            .Replace($"\"contactor\": \"contactor{connector}\",", $"\"contactor\": \"contactor{connector}\", \"upstream\": \"upstream\",", StringComparison.Ordinal);
        return BoardFile.Parse("emulated with upstream", json);
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
