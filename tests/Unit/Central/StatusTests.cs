using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Central;

public sealed class StatusTests
{
    // Rows: from. Columns: Available, Preparing, Charging, SuspendedEV, SuspendedEVSE, Finishing, Reserved, Unavailable, Faulted.
    private const string Table = """
        Available      = + + + + - + + +
        Preparing      + = + + + + F F +
        Charging       + - = + + + - + +
        SuspendedEV    + - + = + + - + +
        SuspendedEVSE  + - + + = + - + +
        Finishing      + + - - - = - + +
        Reserved       + + - - - - = + +
        Unavailable    + + + + + F - = +
        Faulted        + + + + + + + + =
        """;

    private readonly CsmsBench _bench = new();

    public StatusTests() => _bench.Station.Boot();

    public static TheoryData<string, string, bool> Edges()
    {
        var rows = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var edges = new TheoryData<string, string, bool>();
        foreach (var row in rows)
        {
            for (var column = 0; column < rows.Length; column++)
            {
                edges.Add(row[0], rows[column][0], row[column + 1].Trim() != "-");
            }
        }

        return edges;
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void A_status_changes_as_the_standard_knows_it(string from, string to, bool isAllowed)
    {
        _bench.Status(from, errorCode: ErrorFor(from));
        _bench.Status(to, errorCode: ErrorFor(to));

        Assert.Equal(isAllowed ? [] : [ViolationKind.StatusEdge], _bench.Violations);
        Assert.Equal(to, _bench.Known.StatusOf(1));
    }

    [Fact]
    public void What_came_between_two_connections_may_have_been_missed()
    {
        _bench.Status("Charging");
        _bench.Station.Disconnect();
        _bench.Station.Connect();
        _bench.Status("Preparing");
        Assert.Empty(_bench.Violations);

        _bench.Status("Charging");
        _bench.Status("Preparing");
        Assert.Equal([ViolationKind.StatusEdge], _bench.Violations);
    }

    [Fact]
    public void A_station_that_leaves_short_statuses_out_is_not_blamed_for_it()
    {
        _bench.Station.Replies["ChangeConfiguration"] = new CallReply.Result("""{"status":"Accepted"}"""u8.ToArray());
        _bench.Loop.Run(() => _bench.Known.ChangeConfigurationAsync("minimumStatusDuration", "5"));
        _bench.Status("Charging");
        _bench.Status("Preparing");

        Assert.Empty(_bench.Violations);
    }

    [Theory]
    [InlineData(0, "Charging", "NoError")]
    [InlineData(0, "Preparing", "NoError")]
    [InlineData(1, "Faulted", "NoError")]
    [InlineData(1, "Faulted", "EVCommunicationError")]
    [InlineData(1, "Charging", "EVCommunicationError")]
    public void A_status_fits_its_connector_and_its_error(int connectorId, string status, string errorCode)
    {
        Assert.Equal("{}", _bench.Status(status, connectorId, errorCode));

        Assert.Equal([ViolationKind.ImplausibleStatus], _bench.Violations);
    }

    [Fact]
    public void The_station_itself_changes_as_it_likes()
    {
        _bench.Status("Available", 0);
        _bench.Status("Faulted", 0, "OtherError");
        _bench.Status("Unavailable", 0);
        _bench.Status("Finishing", 1, "EVCommunicationError");

        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void Statuses_are_neither_of_the_future_nor_out_of_order()
    {
        _bench.Status("Available", timestamp: _bench.Moment(4));
        _bench.Status("Preparing", timestamp: _bench.Moment(0));
        Assert.Empty(_bench.Violations);

        _bench.Status("Charging", timestamp: _bench.Moment(6));
        Assert.Equal([ViolationKind.Timestamp], _bench.Violations);
        _bench.Status("Finishing", timestamp: _bench.Moment(0));
        Assert.Equal([ViolationKind.Timestamp, ViolationKind.Timestamp], _bench.Violations);
    }

    [Fact]
    public void Progress_of_diagnostics_and_firmware_is_kept()
    {
        _bench.Station.Call("DiagnosticsStatusNotification", """{"status":"Uploading"}""");
        _bench.Station.Call("FirmwareStatusNotification", """{"status":"Installing"}""");

        Assert.Equal(("Uploading", "Installing"), (_bench.Known.Record.DiagnosticsStatus, _bench.Known.Record.FirmwareStatus));
        Assert.Empty(_bench.Violations);
    }

    private static string ErrorFor(string status) => status == "Faulted" ? "OtherError" : "NoError";
}
