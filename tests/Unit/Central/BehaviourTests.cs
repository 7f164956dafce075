using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Central;

public sealed class BehaviourTests
{
    private readonly CsmsBench _bench = new();

    public BehaviourTests() => _bench.Station.Boot();

    [Fact]
    public void A_stall_holds_answers_back_until_it_ends_and_sends_the_time_of_then()
    {
        _bench.Behaviour.Stall(TimeSpan.FromSeconds(20));

        Assert.Equal("""{"currentTime":"2026-06-01T12:00:20.000Z"}""", _bench.Station.Call("Heartbeat"));
    }

    [Fact]
    public void What_arrives_in_a_stall_is_carried_out_though_its_answer_is_lost_with_the_link()
    {
        var timestamp = _bench.Moment();
        _bench.Behaviour.Stall();
        var start = _bench.Station.Begin(
            "StartTransaction", $$"""{"connectorId":1,"idTag":"TAG","meterStart":1000,"timestamp":"{{timestamp}}"}""");
        _bench.Pass(5);
        _bench.Station.Disconnect();
        Assert.Equal("LinkLost", ScriptedStation.Describe(_bench.Loop.Run(() => start)));

        _bench.Station.Connect();
        _bench.Loop.Run(_bench.Behaviour.Resume);
        Assert.Contains("\"transactionId\":1", _bench.Start(timestamp: timestamp), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(_bench.Csms.Sessions.All).StartsReceived);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void Calls_of_an_action_fail_as_often_as_planned()
    {
        _bench.Behaviour.FailNext("Authorize", count: 2, ErrorCode.GenericError);

        Assert.Equal("GenericError", _bench.Station.Call("Authorize", """{"idTag":"A"}"""));
        Assert.StartsWith("{\"currentTime\"", _bench.Station.Call("Heartbeat"), StringComparison.Ordinal);
        Assert.Equal("GenericError", _bench.Station.Call("Authorize", """{"idTag":"A"}"""));
        Assert.Equal("""{"idTagInfo":{"status":"Accepted"}}""", _bench.Station.Call("Authorize", """{"idTag":"A"}"""));
    }

    [Fact]
    public void Answers_are_delayed_for_an_action_or_for_all()
    {
        _bench.Behaviour.DelayAnswers(TimeSpan.FromSeconds(3));
        _bench.Behaviour.DelayAnswers(TimeSpan.FromSeconds(7), "Heartbeat");
        var began = _bench.Loop.Elapsed;

        _bench.Station.Call("Heartbeat");
        Assert.Equal(TimeSpan.FromSeconds(7), _bench.Loop.Elapsed - began);
        _bench.Station.Call("Authorize", """{"idTag":"A"}""");
        Assert.Equal(TimeSpan.FromSeconds(10), _bench.Loop.Elapsed - began);
    }

    [Fact]
    public void A_random_delay_repeats_with_its_seed_and_keeps_its_bounds()
    {
        var first = Delays(new CsmsBench());

        Assert.Equal(first, Delays(new CsmsBench()));
        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.All(first, delay => Assert.InRange(delay.TotalSeconds, 1, 2));

        static List<TimeSpan> Delays(CsmsBench bench)
        {
            bench.Station.Boot();
            bench.Behaviour.DelayAnswers(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
            return [.. Enumerable.Range(0, 5).Select(_ =>
            {
                var began = bench.Loop.Elapsed;
                bench.Station.Call("Heartbeat");
                return bench.Loop.Elapsed - began;
            })];
        }
    }

    [Fact]
    public void StartTransaction_hears_what_it_was_planned_to_hear()
    {
        _bench.Behaviour.StartTokenStatus = TokenStatus.Blocked;

        Assert.Equal("""{"idTagInfo":{"status":"Blocked"},"transactionId":1}""", _bench.Start());
        Assert.Equal(TokenStatus.Blocked, _bench.Csms.Sessions.Find(1)!.TokenStatus);
        Assert.Contains("Accepted", _bench.Station.Call("Authorize", """{"idTag":"TAG"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void The_link_is_closed_instead_of_an_answer()
    {
        _bench.Behaviour.HangUpOnNext("StartTransaction");

        Assert.Equal("LinkLost", _bench.Start());
        Assert.Equal(LinkCloseCause.ByPeer, _bench.Station.Closed?.Cause);
        Assert.Single(_bench.Csms.Sessions.All);
    }

    [Fact]
    public void A_boot_that_heard_nonsense_has_not_been_accepted()
    {
        var bench = new CsmsBench();
        bench.Behaviour.AnswerNonsenseNext("BootNotification");
        bench.Station.Boot();
        Assert.Null(bench.Known.Registration);

        bench.Station.Call("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        Assert.Equal((RegistrationState.Accepted, 2), (bench.Known.Registration, bench.Known.Boots));
        Assert.Empty(bench.Violations);
    }

    [Fact]
    public void A_boot_whose_link_has_ended_in_a_stall_does_not_count()
    {
        var bench = new CsmsBench();
        bench.Station.Connect();
        bench.Behaviour.Stall();
        bench.Station.Begin("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        bench.Pass(1);
        bench.Station.Disconnect();
        bench.Station.Connect();
        bench.Loop.Run(bench.Behaviour.Resume);

        Assert.Equal((0, null), (bench.Known.Boots, bench.Known.Registration));
        Assert.Equal("SecurityError", bench.Station.Call("Heartbeat"));
    }

    [Fact]
    public void Everything_is_right_again_after_clear()
    {
        _bench.Behaviour.FailNext("Heartbeat", count: 9);
        _bench.Behaviour.DelayAnswers(TimeSpan.FromHours(1));
        _bench.Behaviour.Stall();
        _bench.Behaviour.Clear();

        Assert.Equal("""{"currentTime":"2026-06-01T12:00:00.000Z"}""", _bench.Station.Call("Heartbeat"));
    }
}
