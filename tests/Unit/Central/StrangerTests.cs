using System.Text;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>Anybody who dials in may send anything: it is a violation, it is answered or dropped, and it costs nobody else anything.</summary>
public sealed class StrangerTests
{
    private readonly CsmsBench _bench = new();
    private readonly List<string> _faults = [];

    public StrangerTests() => _bench.Csms.Faulted += (where, fault) => _faults.Add($"{where}: {fault}");

    public static TheoryData<string> Frames { get; } =
    [
        "", " ", "\0\0\0", "null", "[]", "{}", "[2]", "[2,\"a\"]", "[9,\"a\",\"Heartbeat\",{}]", "[-1,\"a\",{}]", "[1e999999,\"a\",\"Heartbeat\",{}]",
        "[2,\"a\",\"Heartbeat\",[]]", "[2,\"a\",\"\",{}]", "[2,\"a\",\"Hea\\u0000rtbeat\",{}]", "[2,\"\\ud800\",\"Heartbeat\",{}]", "[2,\"a\",\"\\udfff\",{}]",
        "[2,\"a\",\"StatusNotification\",{\"connectorId\":1e999999,\"errorCode\":\"NoError\",\"status\":\"Available\"}]",
        "[2,\"a\",\"StatusNotification\",{\"connectorId\":-2147483648,\"errorCode\":\"\\ud800\",\"status\":\"Available\"}]",
        "[2,\"a\",\"Heartbeat\",{\"\\ud800\":1}]", "[2,\"a\",\"Heartbeat\",{\"a\":1,\"a\":2}]", "[2,\"a\",\"DropTables\",{}]", "[2,\"a\",\"Reset\",{\"type\":\"Hard\"}]",
        "[3,\"never asked\",{}]", "[4,\"never asked\",\"X\",\"\",{}]", "[3,\"never asked\",null]", "[2,\"a\",\"Heartbeat\",{}] trailing",
        "[2,\"a\",\"Heartbeat\",{\"a\":" + Nested(62) + "}]", "[2,\"a\",\"Heartbeat\",{\"a\":" + Nested(64) + "}]", "[2,\"a\",\"Heartbeat\",{\"a\":" + Nested(300_000) + "}]",
        new string('[', 900_000), "[2,\"" + new string('i', 900_000) + "\",\"Heartbeat\",{}]", "[2,\"a\",\"" + new string('A', 900_000) + "\",{}]",
        "[2,\"a\",\"Heartbeat\",{\"a\":[" + string.Join(',', Enumerable.Repeat("1", 400_000)) + "]}]",
        "[2,\"a\",\"DataTransfer\",{\"vendorId\":\"" + new string('V', 500_000) + "\"}]",
    ];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Whatever_a_stranger_sends_is_a_violation_and_harms_nobody(string frame)
    {
        _bench.Station.Boot();
        var stranger = Stranger("STRANGER");

        // Its second call is one of a station that has booted.
        _bench.Loop.Run(() => stranger.Send("""[2,"boot","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]"""u8.ToArray()));
        _bench.Pass(20);
        _bench.Loop.Run(() => stranger.Send(Encoding.UTF8.GetBytes(frame)));
        _bench.Pass(20);

        Assert.Empty(_faults);
        Assert.NotEmpty(_bench.Judge.Violations);
        Assert.All(_bench.Judge.Violations, violation => Assert.Equal("STRANGER", violation.Station));
        Assert.All(_bench.Judge.Violations, violation => Assert.InRange(violation.Frame.Length + violation.Description.Length, 1, 3_000));
        Assert.Contains("currentTime", _bench.Station.Call("Heartbeat"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e28", "kWh", "2026-06-01T12:00:00Z")]
    [InlineData("79228162514264337593543950335", "Wh", "2026-06-01T12:00:00Z")]
    [InlineData("-79228162514264337593543950335", "Wh", "2026-06-01T12:00:00Z")]
    [InlineData("1e999999", "kWh", "2026-06-01T12:00:00Z")]
    [InlineData("1", "Wh", "0001-01-01T00:00:00Z")]
    [InlineData("1", "Wh", "9999-12-31T23:59:59.999Z")]
    public void Numbers_and_moments_beyond_reason_are_violations(string value, string unit, string moment)
    {
        _bench.Station.Boot();
        Assert.Contains("\"transactionId\":1", _bench.Start(), StringComparison.Ordinal);
        Assert.Equal("{}", _bench.Values(value, timestamp: moment, more: $",\"unit\":\"{unit}\""));
        Assert.StartsWith("{", _bench.Stop(timestamp: moment), StringComparison.Ordinal);
        Assert.Contains("\"transactionId\":2", _bench.Start(meterStart: 2000, timestamp: moment), StringComparison.Ordinal);
        Assert.Equal("{}", _bench.Status("Available", timestamp: moment));
        Assert.Equal("{}", _bench.Status("Preparing"));

        Assert.Empty(_faults);
        Assert.NotEmpty(_bench.Violations);
    }

    [Fact]
    public void Registers_beyond_reason_sum_up_to_something()
    {
        _bench.Station.Boot();
        foreach (var meterStart in (string[])["-9223372036854775808", "-9223372036854775807"])
        {
            var started = _bench.Station.Call(
                "StartTransaction", $$"""{"connectorId":1,"idTag":"TAG","meterStart":{{meterStart}},"timestamp":"{{_bench.Moment()}}"}""");
            Assert.Contains("transactionId", started, StringComparison.Ordinal);
        }

        foreach (var id in (int[])[1, 2])
        {
            _bench.Station.Call("StopTransaction", $$"""{"transactionId":{{id}},"meterStop":9223372036854775807,"timestamp":"{{_bench.Moment()}}"}""");
        }

        Assert.Equal(long.MaxValue, _bench.Csms.Sessions.ReportedEnergyWh());
        Assert.Empty(_faults);
    }

    [Fact]
    public void Strangers_are_remembered_up_to_a_number_and_those_asked_for_always()
    {
        var bench = new CsmsBench(new CsmsOptions { MaxStations = 3 });
        bench.Station.Boot();
        Assert.NotNull(bench.Known);
        bench.Station.Disconnect();
        foreach (var name in (string[])["S1", "S2", "S3", "S4"])
        {
            var link = Stranger(name, bench);
            bench.Loop.Run(() => link.Send("nonsense"u8.ToArray()));
            bench.Pass(1);
            bench.Loop.Run(() => link.Close("enough"));
            bench.Pass(1);
        }

        Assert.Equal(["CP1", "S3", "S4"], bench.Csms.Stations.Select(station => station.Identity));
    }

    [Fact]
    public void Where_all_are_connected_nobody_else_is_taken()
    {
        var bench = new CsmsBench(new CsmsOptions { MaxStations = 2 });
        bench.Station.Boot();
        Stranger("S1", bench);
        LinkClosed? closed = null;
        Stranger("S2", bench, cause => closed = cause);
        bench.Pass(1);

        Assert.Equal(LinkCloseCause.ByPeer, closed?.Cause);
        Assert.Equal([ViolationKind.Connection], bench.Violations);
        Assert.Equal(["CP1", "S1"], bench.Csms.Stations.Select(station => station.Identity));
    }

    [Fact]
    public void Connectors_transactions_and_violations_are_kept_up_to_a_number()
    {
        var bench = new CsmsBench(
            new CsmsOptions { MaxConnectorsPerStation = 3, MaxSessions = 5 }, new JudgeOptions { MaxViolationsPerStation = 4 },
            new MemoryLimits { Sessions = 5, SampleBytes = 700 });
        bench.Station.Boot();
        for (var number = 1; number <= 20; number++)
        {
            bench.Status("Available", connectorId: number);
            bench.Start(connectorId: number, meterStart: 0);
            bench.Values("1", transactionId: number, connectorId: number);
            bench.Stop(transactionId: number, meterStop: 7);
        }

        Assert.Equal((3, 5, 4), (bench.Known.Connectors.Count, bench.Csms.Sessions.All.Count, bench.Judge.Violations.Count));
        Assert.Equal(20 * 7, bench.Csms.Sessions.ReportedEnergyWh());
        Assert.InRange(bench.Csms.Sessions.All.Sum(record => bench.Store.Samples(record.Id).Count), 0, 4);
        Assert.Equal(20, bench.Csms.Sessions.All.Last().Id);
        Assert.Equal(17, bench.Judge.CountOf(bench.Known));
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private IFrameLink Stranger(string identity, CsmsBench? bench = null, Action<LinkClosed>? onClosed = null)
    {
        bench ??= _bench;
        var network = new VirtualNetwork(bench.Loop, RandomSource.Seeded(9), identity);
        network.Accepted += (request, link) => bench.Csms.Accept(request.Identity, link);
        var link = bench.Loop.Run(() => network.ConnectAsync(new DialOptions { Subprotocols = ["ocpp1.6"] }, default));
        link.Closed += onClosed;
        bench.Loop.Run(link.Open);
        return link;
    }
}
