using ChargerFirmware.Central;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Ocpp16.Rules;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>A central system goes on where its store is.</summary>
public sealed class RestartTests
{
    private readonly CsmsBench _bench = new();
    private Judge? _judge;

    public RestartTests() => _bench.Station.Boot();

    [Fact]
    public void A_start_that_comes_again_gets_its_id_again_and_no_id_is_given_twice()
    {
        var timestamp = _bench.Moment();
        _bench.Start(timestamp: timestamp);
        _bench.Stop();

        var restarted = Restart();
        Assert.Contains("\"transactionId\":1", _bench.Start(idTag: "tag", timestamp: timestamp), StringComparison.Ordinal);
        Assert.DoesNotContain("\"transactionId\":1}", _bench.Start(meterStart: 1500), StringComparison.Ordinal);
        Assert.Equal(2, restarted.Sessions.All.Select(session => session.Id).Distinct().Count());
    }

    [Fact]
    public void A_session_goes_on()
    {
        _bench.Start();
        _bench.Values("1100");

        var restarted = Restart();
        Assert.Equal("{}", _bench.Values("1200"));
        Assert.Equal("{}", _bench.Stop());
        Assert.Equal(500, restarted.Sessions.Find(1)!.EnergyWh);
        Assert.Equal(["1100", "1200"], _bench.Store.Samples(1).Select(sample => sample.Value));
    }

    [Fact]
    public void A_stop_that_comes_again_is_no_second_stop()
    {
        _bench.Start();
        _bench.Pass(60);
        var timestamp = _bench.Moment();
        _bench.Stop(timestamp: timestamp);

        var restarted = Restart();
        Assert.Equal("{}", _bench.Stop(timestamp: timestamp));
        Assert.Equal((2, 500L), (restarted.Sessions.Find(1)!.StopsReceived, restarted.Sessions.Find(1)!.EnergyWh));
        Assert.Empty(_judge!.Violations);
    }

    [Fact]
    public void A_stop_without_an_id_ends_the_session_that_fits_and_again_ends_no_other()
    {
        _bench.Start(connectorId: 1, meterStart: 1000);
        _bench.Values("1100", transactionId: 1, connectorId: 1);
        _bench.Start(connectorId: 2, meterStart: 50);
        _bench.Pass(60);
        var timestamp = _bench.Moment();
        _bench.Stop(-1, meterStop: 2000, timestamp: timestamp, more: ""","idTag":"TAG" """);
        Assert.Equal((true, false), (_bench.Csms.Sessions.Find(1)!.IsRunning, _bench.Csms.Sessions.Find(2)!.IsRunning));

        _bench.Start(connectorId: 2, meterStart: 60, timestamp: _bench.Moment(-1));
        var restarted = Restart();
        _bench.Stop(-1, meterStop: 2000, timestamp: timestamp, more: ""","idTag":"TAG" """);
        Assert.Equal((true, 2), (restarted.Sessions.Find(1)!.IsRunning, restarted.Sessions.Find(2)!.StopsReceived));
        Assert.Equal(2, restarted.Sessions.All.Count(session => session.IsRunning));
    }

    [Fact]
    public void A_stop_of_a_session_that_nobody_knows_is_found_in_the_state_log()
    {
        _bench.Stop(77, more: ""","transactionData":[{"timestamp":"2026-06-01T12:00:00Z","sampledValue":[{"value":"1400"}]}]""");

        var entry = _bench.Loop.Run(() => _bench.Store.StatesAsync(CsmsBench.Identity, 10))[^1];
        Assert.Equal(StateKind.UnknownTransaction, entry.Kind);
        Assert.StartsWith("77: meterStop 1500 Wh at 2026-06-01T12:00:00", entry.Detail, StringComparison.Ordinal);
        Assert.Equal("1400", Assert.Single(_bench.Loop.Run(() => _bench.Store.SamplesAsync(CsmsBench.Identity, 0, 10))).Value);
    }

    [Fact]
    public void A_start_whose_time_cannot_be_read_is_one_session_however_often_it_comes()
    {
        const string Start = """{"connectorId":1,"idTag":"T","meterStart":1,"timestamp":"noon"}""";
        _bench.Station.Call("StartTransaction", Start);
        _bench.Pass(30);
        Restart();
        _bench.Station.Call("StartTransaction", Start);

        Assert.Single(_bench.Loop.Run(() => _bench.Store.SessionsAsync(new SessionQuery())));
    }

    [Fact]
    public void A_station_that_was_accepted_need_not_boot_again()
    {
        var restarted = Restart();

        Assert.StartsWith("{\"currentTime\"", _bench.Station.Call("Heartbeat"), StringComparison.Ordinal);
        var known = restarted.Find(CsmsBench.Identity)!;
        Assert.Equal(("V", "M", 1, RegistrationState.Accepted), (known.Record.Vendor, known.Record.Model, known.Boots, known.Registration));
    }

    [Fact]
    public void What_a_station_has_accepted_is_known()
    {
        _bench.Status("Charging");
        Command("ChangeConfiguration", """{"key":"HeartbeatInterval","value":"60"}""", """{"status":"Accepted"}""");
        Command("ChangeConfiguration", """{"key":"Refused","value":"1"}""", """{"status":"Rejected"}""");
        Command("ChangeConfiguration", """{"key":"AuthorizationKey","value":"hunter2"}""", """{"status":"Accepted"}""");
        Command("GetConfiguration", "{}", """{"configurationKey":[{"key":"Shown","readonly":true,"value":"1"}],"unknownKey":[]}""");
        Command("ReserveNow", Reservation(7), """{"status":"Accepted"}""");
        Command("ReserveNow", Reservation(8), """{"status":"Occupied"}""");
        Command("ReserveNow", Reservation(9), """{"status":"Accepted"}""");
        Command("CancelReservation", """{"reservationId":9}""", """{"status":"Accepted"}""");
        Command("SetChargingProfile", Profile(3, stackLevel: 1), """{"status":"Accepted"}""");
        Command("SetChargingProfile", Profile(4, stackLevel: 1), """{"status":"Accepted"}""");
        Command("SetChargingProfile", Profile(5, stackLevel: 2), """{"status":"Accepted"}""");
        Command("ClearChargingProfile", """{"stackLevel":2}""", """{"status":"Accepted"}""");
        Command(
            "SendLocalList", """{"listVersion":2,"updateType":"Full","localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Accepted"}}]}""",
            """{"status":"Accepted"}""");
        Command(
            "SendLocalList", """{"listVersion":3,"updateType":"Differential","localAuthorizationList":[{"idTag":"B","idTagInfo":{"status":"Blocked"}}]}""",
            """{"status":"Accepted"}""");

        var known = Restart().Find(CsmsBench.Identity)!;
        Assert.Equal("Charging", known.StatusOf(1));
        Assert.Equal(
            ["AuthorizationKey=", "HeartbeatInterval=60", "Shown=1"], known.Configuration.Select(setting => $"{setting.Key}={setting.Value}"));
        Assert.Equal([7], known.Reservations.Select(reservation => reservation.Id));
        Assert.Equal([4], known.Profiles.Select(profile => profile.ProfileId));
        Assert.StartsWith("{\"chargingProfileId\":4", known.Profiles.Single().Json, StringComparison.Ordinal);
        Assert.Equal((3, "A,B"), (known.LocalList!.Version, string.Join(',', known.LocalList.Tokens.Select(token => token.IdToken))));
    }

    [Fact]
    public void A_request_for_firmware_is_followed_by_what_the_station_reports()
    {
        Command("UpdateFirmware", """{"location":"ftp://user:secret@files/f.bin","retrieveDate":"2026-06-01T12:00:00Z"}""", "{}");
        _bench.Station.Call("FirmwareStatusNotification", """{"status":"Downloading"}""");

        Restart();
        _bench.Station.Call("FirmwareStatusNotification", """{"status":"Installed"}""");
        var request = Assert.Single(_bench.Loop.Run(() => _bench.Store.MaintenanceAsync(CsmsBench.Identity, 10)));
        Assert.Equal((MaintenanceKind.Firmware, "Installed", "ftp://files/f.bin"), (request.Kind, request.Status, request.Location));
    }

    [Fact]
    public void A_state_log_tells_of_connections_boots_and_statuses()
    {
        _bench.Status("Preparing");
        _bench.Status("Preparing");
        _bench.Station.Disconnect();

        var states = _bench.Loop.Run(() => _bench.Store.StatesAsync(CsmsBench.Identity, 10));
        Assert.Equal(
            [(StateKind.Connected, "ocpp1.6"), (StateKind.Boot, "Accepted"), (StateKind.Status, "Preparing"), (StateKind.Disconnected, "ByPeer")],
            states.Select(state => (state.Kind, state.State)));
    }

    private static string Reservation(int id) =>
        $$"""{"reservationId":{{id}},"connectorId":1,"idTag":"A","expiryDate":"2026-06-02T12:00:00Z"}""";

    private static string Profile(int id, int stackLevel) =>
        $$$"""
        {"connectorId":1,"csChargingProfiles":{"chargingProfileId":{{{id}}},"stackLevel":{{{stackLevel}}},"chargingProfilePurpose":"TxDefaultProfile",
        "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16}]} } }
        """;

    private void Command(string action, string payload, string answer)
    {
        _bench.Station.Replies[action] = new CallReply.Result(System.Text.Encoding.UTF8.GetBytes(answer));
        Assert.IsType<CallOutcome.Result>(_bench.Loop.Run(() => _bench.Known.CallAsync(action, System.Text.Encoding.UTF8.GetBytes(payload))));
    }

    /// <summary>Another central system on the same store, to which the station dials.</summary>
    private Csms Restart()
    {
        _bench.Station.Disconnect();
        var restarted = new Csms(_bench.Loop, RandomSource.Seeded(2), [new Ocpp16Binding()], store: _bench.Store);
        _bench.Loop.Run(restarted.RestoreAsync);
        _judge = new Judge(restarted, [new Ocpp16Rules()]);
        _bench.AcceptAt(restarted);
        _bench.Station.Connect();
        return restarted;
    }
}
