using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Tests.Unit.Telemetry.Metrics;

public sealed class StationMetricsTests
{
    /// <summary>What a virtual run has nothing of: its loop is never late.</summary>
    private static readonly string[] s_notInVirtualTime = ["charger_loop_latency_seconds", "charger_loop_turn_duration_seconds"];

    [Fact]
    public void A_session_is_measured_as_it_goes()
    {
        using var station = new MonitoredBench();
        Assert.Equal(1, station.Scrape()["""charger_connector_status{station="EMU-0001",connector="1",status="Available"}"""]);

        station.Charge();
        var charging = station.Scrape();
        station.Run("wait 1h");
        var later = station.Scrape();

        Assert.Equal(1, charging["""charger_connector_status{station="EMU-0001",connector="1",status="Charging"}"""]);
        Assert.Equal(0, charging["""charger_connector_status{station="EMU-0001",connector="1",status="Available"}"""]);
        Assert.Equal(1, charging["""charger_connector_plugged{station="EMU-0001",connector="1"}"""]);
        Assert.Equal(1, charging["""charger_connector_contactor_closed{station="EMU-0001",connector="1"}"""]);
        Assert.Equal(1, charging["""charger_transaction_running{station="EMU-0001",connector="1"}"""]);
        Assert.Equal(1, charging["""charger_transactions_started_total{station="EMU-0001",connector="1"}"""]);
        Assert.Equal(11040, charging["""charger_connector_power_watts{station="EMU-0001",connector="1"}"""]);
        Assert.Equal(1, charging["""charger_authorizations_total{station="EMU-0001",outcome="Accepted",source="central_system"}"""]);
        Assert.Equal(1, charging["""charger_calls_made_total{station="EMU-0001",action="StartTransaction",outcome="result"}"""]);
        Assert.Equal(1, charging["""charger_link_state{station="EMU-0001",state="Operational"}"""]);
        const string delivered = """charger_energy_delivered_joules_total{station="EMU-0001",connector="1"}""";
        Assert.InRange((later[delivered] - charging[delivered]) / 3.6e6, 11.0, 11.1);
    }

    [Fact]
    public void The_exported_energy_is_that_of_the_stop()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Run("wait 17m", "swipe 04A1B2C3", "expect sent StopTransaction", "wait 10s");

        var scrape = station.Scrape();
        var transaction = station.Bench.Csms!.Sessions.All.Single();

        var energyJ = 3600.0 * (transaction.MeterStopWh!.Value - transaction.MeterStartWh);
        Assert.Equal(energyJ, scrape["""charger_energy_delivered_joules_total{station="EMU-0001",connector="1"}"""]);
        Assert.Equal(energyJ, scrape["""charger_transaction_energy_joules_sum{station="EMU-0001"}"""]);
        Assert.Equal(1, scrape["""charger_transactions_ended_total{station="EMU-0001",connector="1",reason="Local"}"""]);
        Assert.Equal(1, scrape["""charger_transaction_duration_seconds_count{station="EMU-0001"}"""]);
        Assert.Equal(0, scrape["""charger_journal_depth{station="EMU-0001"}"""]);
        Assert.Equal(0, scrape["""charger_journal_oldest_age_seconds{station="EMU-0001"}"""]);
    }

    [Fact]
    public void Faults_keep_their_former_metrics_for_one_release()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Run("fault 1 meter-silent", "wait 30s");

        var scrape = station.Scrape();

        Assert.Equal(1, scrape["""charger_cause_active{station="EMU-0001",connector="1",cause="meter-silent",code="PowerMeterFailure"}"""]);
        Assert.Equal(1, scrape["""charger_causes_raised_total{station="EMU-0001",connector="1",cause="meter-silent",code="PowerMeterFailure"}"""]);
    }

    [Fact]
    public void A_fault_is_exported_by_its_name_and_its_error_code()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Run("fault 1 meter-silent", "wait 30s");

        var scrape = station.Scrape();

        Assert.Equal(1, scrape["""charger_fault_active{station="EMU-0001",connector="1",fault="meter-silent",code="PowerMeterFailure"}"""]);
        Assert.Equal(1, scrape["""charger_faults_raised_total{station="EMU-0001",connector="1",fault="meter-silent",code="PowerMeterFailure"}"""]);
        Assert.Equal(0, scrape["""charger_device_up{station="EMU-0001",connector="1",device="meter"}"""]);
        Assert.Equal(1, scrape["""charger_device_losses_total{station="EMU-0001",connector="1",device="meter"}"""]);
        Assert.Equal(1, scrape["""charger_connector_status{station="EMU-0001",connector="1",status="Faulted"}"""]);
        Assert.Equal(1, scrape["""charger_transactions_ended_total{station="EMU-0001",connector="1",reason="Other"}"""]);
        Assert.False(scrape.Has("""charger_connector_power_watts{station="EMU-0001",connector="1"}"""), "a silent meter reports no power");
    }

    [Fact]
    public void A_bus_is_measured_by_its_requests_its_errors_and_its_round_trips()
    {
        using var station = new MonitoredBench();
        station.Charge();
        var sound = station.Scrape();
        station.Run("fault 1 bus-lost", "wait 30s");

        var lost = station.Scrape();

        const string requests = """charger_bus_requests_total{station="EMU-0001",bus="rs485"}""";
        const string timeouts = """charger_bus_errors_total{station="EMU-0001",bus="rs485",kind="timeout"}""";
        const string answers = """charger_bus_round_trip_seconds_count{station="EMU-0001",bus="rs485"}""";
        const string seconds = """charger_bus_round_trip_seconds_sum{station="EMU-0001",bus="rs485"}""";
        Assert.Equal(0, sound[timeouts]);
        Assert.Equal(sound[requests], sound[answers]);

        // 9600 baud: a block of some ten registers and its request are 40 to 90 ms on the wire.
        Assert.InRange(sound[seconds] / sound[answers], 0.02, 0.2);
        Assert.Equal(sound[answers], lost[answers]);
        Assert.True(lost[timeouts] > 10);
        Assert.Equal(lost[requests] - sound[requests], lost[timeouts]);
        Assert.Equal(0, lost["""charger_bus_errors_total{station="EMU-0001",bus="rs485-2",kind="timeout"}"""]);
        Assert.Equal(0, lost["""charger_bus_errors_total{station="EMU-0001",bus="spi0",kind="no_answer"}"""]);
        Assert.False(lost.Has("""charger_bus_requests_total{station="EMU-0001",bus="gpio"}"""), "pins have no requests");
    }

    [Fact]
    public void A_chip_that_is_dead_is_an_error_of_its_bus()
    {
        using var station = new MonitoredBench();
        var sound = station.Scrape();
        station.Run("fault 0 reader-dead", "wait 30s");

        var dead = station.Scrape();

        const string answers = """charger_bus_round_trip_seconds_count{station="EMU-0001",bus="spi0"}""";
        Assert.True(dead["""charger_bus_errors_total{station="EMU-0001",bus="spi0",kind="no_answer"}"""] > 10);
        Assert.Equal(sound[answers], dead[answers]);
    }

    [Fact]
    public void Every_word_that_a_counter_can_say_is_there_before_it_is_said()
    {
        using var station = new MonitoredBench();

        var scrape = station.Scrape();

        Assert.Equal(0, scrape["""charger_transactions_ended_total{station="EMU-0001",connector="2",reason="EmergencyStop"}"""]);
        Assert.Equal(0, scrape["""charger_faults_raised_total{station="EMU-0001",connector="0",fault="emergency-stop",code="OtherError"}"""]);
        Assert.Equal(0, scrape["""charger_energy_unbilled_joules_total{station="EMU-0001",connector="1",kind="alarm"}"""]);
    }

    [Fact]
    public void What_waits_for_the_central_system_grows_old()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Run("link cut", "swipe 04A1B2C3", "wait 10m");

        var scrape = station.Scrape();

        Assert.True(scrape["""charger_journal_depth{station="EMU-0001"}"""] >= 1);
        Assert.InRange(scrape["""charger_journal_oldest_age_seconds{station="EMU-0001"}"""], 500, 700);
        Assert.Equal(0, scrape["""charger_link_state{station="EMU-0001",state="Operational"}"""]);
        Assert.True(scrape["""charger_link_connects_total{station="EMU-0001",outcome="failed"}"""] > 1);
    }

    [Fact]
    public void A_store_that_fails_is_exported()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Run("fault 0 store-failing", "wait 1m");

        var scrape = station.Scrape();

        Assert.Equal(1, scrape["""charger_store_failing{station="EMU-0001"}"""]);
        Assert.True(scrape["""charger_store_commits_total{station="EMU-0001",outcome="failed"}"""] > 0);
        Assert.True(scrape["""charger_store_held_changes{station="EMU-0001"}"""] > 0);
    }

    [Fact]
    public void Every_row_of_the_table_is_exported_and_nothing_else()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Run("connector 2", "plug", "swipe 2 04A1B2C4", "expect status Charging within 60s", "set HeartbeatInterval 60", "wait 1m");
        station.Run("swipe 2 04A1B2C4", "wait 1m");

        var scrape = station.Scrape();

        Assert.Equal(Instruments.All.Select(instrument => instrument.PrometheusName).Except(s_notInVirtualTime), scrape.Types.Keys);
        Assert.All(Instruments.All.Where(instrument => scrape.Types.ContainsKey(instrument.PrometheusName)), instrument =>
        {
            var type = instrument.Kind switch { InstrumentKind.Gauge => "gauge", InstrumentKind.Histogram => "histogram", _ => "counter" };
            Assert.Equal(type, scrape.Types[instrument.PrometheusName]);
        });
    }

    [Fact]
    public void Counters_go_on_when_the_station_restarts()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Run("power cycle", "expect link Operational within 60s", "wait 1m");

        var scrape = station.Scrape();

        Assert.Equal(1, scrape["""charger_transactions_started_total{station="EMU-0001",connector="1"}"""]);
        Assert.Equal(1, scrape["""charger_transactions_ended_total{station="EMU-0001",connector="1",reason="PowerLoss"}"""]);
        var transaction = station.Bench.Csms!.Sessions.All.Single();
        var energyJ = scrape["""charger_energy_delivered_joules_total{station="EMU-0001",connector="1"}"""];
        var reportedJ = 3600.0 * (transaction.MeterStopWh!.Value - transaction.MeterStartWh);
        Assert.InRange(energyJ, reportedJ - 1, reportedJ + 3600 * 60);
    }

    [Fact]
    public void A_station_that_is_off_exports_nothing_of_itself()
    {
        using var station = new MonitoredBench();
        station.Charge();
        station.Loop.Run(station.Bench.Stop);

        var scrape = station.Scrape();

        Assert.DoesNotContain("charger_connector_status", scrape.Types.Keys);
        Assert.Contains("process_cpu_seconds_total", scrape.Types.Keys);
    }

    [Fact]
    public void What_has_not_been_refreshed_is_not_exported()
    {
        using var station = new MonitoredBench();
        station.Scrape();
        station.Run("wait 1m");

        var scrape = Exposition.Parse(station.Collector.Collect());

        Assert.DoesNotContain("charger_connector_power_watts", scrape.Types.Keys);
        Assert.Contains("charger_transactions_started_total", scrape.Types.Keys);
    }

    [Fact]
    public void Watching_changes_nothing()
    {
        using var watched = new MonitoredBench();
        using var unwatched = new MonitoredBench();
        unwatched.Loop.Run(unwatched.Monitor.Detach);

        watched.Charge();
        watched.Scrape();
        unwatched.Charge();

        Assert.Equal(unwatched.Bench.Transcript.Lines, watched.Bench.Transcript.Lines);
    }
}
