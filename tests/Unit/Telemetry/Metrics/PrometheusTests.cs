using ChargerFirmware.EventLoop;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Metrics;
using ChargerFirmware.Telemetry.Metrics.Adapters;

namespace ChargerFirmware.Tests.Unit.Telemetry.Metrics;

public sealed class PrometheusTests
{
    [Theory]
    [InlineData("charger.energy.delivered", "J", true, "charger_energy_delivered_joules_total")]
    [InlineData("charger.calls.made", "{call}", true, "charger_calls_made_total")]
    [InlineData("charger.connector.power", "W", false, "charger_connector_power_watts")]
    [InlineData("charger.vehicle.state_of_charge", "1", false, "charger_vehicle_state_of_charge_ratio")]
    [InlineData("charger.connector.temperature", "Cel", false, "charger_connector_temperature_celsius")]
    [InlineData("charger.loop.stall", "s", false, "charger_loop_stall_seconds")]
    [InlineData("process.resident_memory", "By", false, "process_resident_memory_bytes")]
    [InlineData("charger.connector.plugged", "", false, "charger_connector_plugged")]
    public void A_name_is_made_by_OpenTelemetrys_rule(string name, string unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusNaming.Of(name, unit, isCounter));

    [Fact]
    public void A_unit_that_is_none_of_the_table_is_refused() => Assert.Throws<ArgumentException>(() => PrometheusNaming.Of("a", "kWh", false));

    [Fact]
    public void What_a_label_says_cannot_break_a_line()
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        using var monitor = new StationMonitor(loop, "a\"b\\c\nd} 7");
        using var collector = new PrometheusCollector(monitor.Meter);

        var scrape = Exposition.Parse(collector.Collect());

        Assert.True(scrape.Has("""charger_loop_turns_total{station="a\"b\\c\nd} 7"}"""));
    }

    [Fact]
    public void A_histogram_sums_its_ranges_up()
    {
        using var station = new MonitoredBench();
        station.Charge();

        var scrape = station.Scrape();

        var ranges = Instruments.All.Single(instrument => instrument.Name == "charger.call.duration").Buckets;
        var bounds = ranges.Select(bound => bound.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Append("+Inf");
        var counts = bounds
            .Select(bound => scrape[$$"""charger_call_duration_seconds_bucket{station="EMU-0001",action="StatusNotification",le="{{bound}}"}"""]).ToList();
        Assert.Equal(counts.Order(), counts);
        Assert.Equal(counts[^1], scrape["""charger_call_duration_seconds_count{station="EMU-0001",action="StatusNotification"}"""]);
        Assert.Equal(counts[^1], scrape["""charger_calls_made_total{station="EMU-0001",action="StatusNotification",outcome="result"}"""]);
        Assert.True(counts[^1] > 2);
    }

    [Fact]
    public void Labels_that_run_wild_do_not_eat_the_memory()
    {
        using var station = new MonitoredBench();
        var wild = new WildTraffic();
        station.Loop.Run(() => station.Monitor.Attach(station.Bench.Composed!.Sources with { Traffic = wild }));

        station.Loop.Run(() => wild.Answer(5000));

        Assert.InRange(station.Scrape().Series.Count(series => series.StartsWith("charger_calls_answered_total{", StringComparison.Ordinal)), 500, 1000);
    }

    [Fact]
    public void A_mistake_of_ours_is_none_of_the_stations()
    {
        using var station = new MonitoredBench();
        var broken = new WildTraffic { Breaks = true };
        station.Loop.Run(() => station.Monitor.Attach(station.Bench.Composed!.Sources with { Traffic = broken }));

        station.Charge();

        Assert.Contains("process_cpu_seconds_total", station.Scrape().Types.Keys);
        Assert.DoesNotContain("charger_connector_power_watts", station.Scrape().Types.Keys);
    }

    private sealed class WildTraffic : IBackendTraffic
    {
        public event Action<bool>? Dialled { add => _ = value; remove => _ = value; }

        public event Action<string, string, TimeSpan?>? CallSettled { add => _ = value; remove => _ = value; }

        public event Action<string, string>? CallAnswered;

        public event Action<string>? Incident { add => _ = value; remove => _ = value; }

        public event Action<string, string>? Deviated { add => _ = value; remove => _ = value; }

        public IReadOnlyList<string> LinkStates => [];

        public IReadOnlyList<string> Actions => [];

        public IReadOnlyList<string> Outcomes => [];

        public IReadOnlyList<string> IncidentKinds => [];

        public DateTimeOffset? OldestMessageAt => Breaks ? throw new InvalidOperationException("planted") : null;

        public bool Breaks { get; init; }

        public void Answer(int times)
        {
            for (var index = 0; index < times; index++)
            {
                CallAnswered?.Invoke($"Action{index}", "result");
            }
        }
    }
}
