using System.Text.Json;
using ChargerFirmware.Telemetry.Health;

namespace ChargerFirmware.Tests.Unit.Telemetry.Health;

public sealed class StationHealthTests : IDisposable
{
    private readonly MonitoredBench _station = new();

    [Fact]
    public void A_station_that_is_well_is_alive_and_ready()
    {
        Assert.Equal("ok", Status(Life()));
        Assert.Equal("ok", Status(Readiness()));
    }

    [Theory]
    [InlineData("fault 0 store-failing", "store", "in memory only")]
    [InlineData("fault 1 meter-silent", "connector 1", "the meter does not answer")]
    [InlineData("fault 2 contactor-welded", "connector 2", "contactor-welded")]
    [InlineData("emergency-stop press", "station", "emergency-stop")]
    [InlineData("door open", "station", "door-open")]
    public void What_keeps_a_driver_away_is_reported_and_needs_no_restart(string line, string check, string reason)
    {
        // A store that fails is seen at the next write, a contactor that is welded when it is to open.
        _station.Run("plug 2", "swipe 2 04A1B2C4", "wait 1m", line, "swipe 2 04A1B2C4", "wait 1m");

        Assert.False(Life().Failed);
        Assert.Equal("degraded", Status(Life()));
        Assert.True(Readiness().Failed);
        Assert.Contains(reason, Reason(Readiness(), check), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_our_own_logic_wants_a_restart()
    {
        _station.Loop.Run(_station.Bench.Station.OnLogicFault);

        Assert.True(Life().Failed);
        Assert.Equal("fail", Status(Life()));
        Assert.Contains("until a restart", Reason(Life(), "logic"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_central_system_a_station_is_ready_for_those_it_knows()
    {
        _station.Run("link cut", "wait 3m");
        var withoutTags = Readiness();
        _station.Run("link restore", "wait 10m");
        _station.Charge();
        _station.Run("link cut", "wait 3m");
        var withOneTag = Readiness();

        Assert.True(withoutTags.Failed);
        Assert.Contains("no tag can be accepted", Reason(withoutTags, "central-system"), StringComparison.Ordinal);
        Assert.False(withOneTag.Failed);
        Assert.Equal("degraded", Status(withOneTag));
        Assert.Contains("tags that are known are served", Reason(withOneTag, "central-system"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_station_that_is_off_is_not_ready_and_wants_no_restart()
    {
        _station.Loop.Run(_station.Bench.Stop);

        Assert.False(Life().Failed);
        Assert.True(Readiness().Failed);
    }

    [Fact]
    public void What_the_central_system_has_closed_is_no_fault()
    {
        _station.Run("""call ChangeAvailability {"connectorId":2,"type":"Inoperative"}""", "wait 1s");

        Assert.False(Readiness().Failed);
        Assert.Equal("made inoperative", Reason(Readiness(), "connector 2"));
    }

    public void Dispose() => _station.Dispose();

    private HealthReport Life() => HealthReport.OfLife("EMU-0001", Look());

    private HealthReport Readiness() => HealthReport.OfReadiness("EMU-0001", Look());

    private IReadOnlyList<HealthCheck> Look() => _station.Loop.Run(() => Task.FromResult(StationHealth.Look(_station.Monitor.Sources)));

    private static string Status(HealthReport report) => Parse(report).GetProperty("status").GetString()!;

    private static string Reason(HealthReport report, string check) =>
        Parse(report).GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == check).GetProperty("reason").GetString()!;

    private static JsonElement Parse(HealthReport report) => JsonElement.Parse(report.ToJson());
}
