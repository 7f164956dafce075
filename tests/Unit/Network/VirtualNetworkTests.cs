using System.Text;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Unit.Network;

public sealed class VirtualNetworkTests
{
    private static readonly DialOptions Options = new()
    {
        Subprotocols = ["ocpp1.6", "ocpp1.5"],
        PingInterval = TimeSpan.FromSeconds(30),
        PongTimeout = TimeSpan.FromSeconds(5),
    };

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly VirtualNetwork _network;
    private readonly List<string> _atStation = [];
    private readonly List<string> _atCentralSystem = [];
    private IFrameLink _station = null!;
    private IFrameLink _centralSystem = null!;

    public VirtualNetworkTests()
    {
        _network = new VirtualNetwork(_loop, RandomSource.Seeded(1), "CP 1") { Quality = new LineQuality { Latency = TimeSpan.FromMilliseconds(100) } };
        _network.Accepted += (_, link) =>
        {
            _centralSystem = link;
            Record(link, _atCentralSystem);
        };
    }

    [Fact]
    public void A_line_that_is_mended_is_as_fast_as_before()
    {
        _network.Delay(TimeSpan.FromSeconds(2));
        _network.Delay(TimeSpan.FromSeconds(5));

        _loop.Run(_network.Restore);

        Assert.Equal(TimeSpan.FromMilliseconds(100), _network.Latency);
    }

    [Fact]
    public void Frames_arrive_in_order_and_after_the_latency()
    {
        Connect();

        _loop.Run(() =>
        {
            _station.Send("a"u8.ToArray());
            _station.Send("b"u8.ToArray());
        });
        _loop.RunFor(TimeSpan.FromMilliseconds(99));
        Assert.Empty(_atCentralSystem);
        _loop.RunFor(TimeSpan.FromMilliseconds(1));

        Assert.Equal(["a", "b"], _atCentralSystem);
    }

    [Fact]
    public void Jitter_never_lets_one_frame_overtake_another()
    {
        var arrivals = ArrivalsWithJitter(seed: 1);

        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number}"), arrivals.Select(arrival => arrival.Text));
        Assert.True(arrivals.Select(arrival => arrival.At).Distinct().Count() > 1);
    }

    [Fact]
    public void One_seed_is_one_run()
    {
        Assert.Equal(ArrivalsWithJitter(seed: 1), ArrivalsWithJitter(seed: 1));
        Assert.NotEqual(ArrivalsWithJitter(seed: 1), ArrivalsWithJitter(seed: 2));
    }

    [Fact]
    public void What_the_central_system_sends_before_the_station_listens_is_not_lost()
    {
        _network.Accepted += (_, link) => link.Send("early"u8.ToArray());

        Connect();
        _loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["early"], _atStation);
    }

    [Fact]
    public void A_cut_loses_what_is_on_its_way_and_both_ends_learn_once()
    {
        Connect();

        _loop.Run(() =>
        {
            _station.Send("lost"u8.ToArray());
            _network.Cut();
            _network.Cut();
            _station.Send("later"u8.ToArray());
        });
        _loop.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(["closed Lost"], _atStation);
        Assert.Equal(["closed Lost"], _atCentralSystem);
    }

    [Fact]
    public void Nothing_connects_over_a_cut_line_until_it_is_restored()
    {
        _loop.Run(_network.Cut);
        Assert.Equal(LinkRefusal.Unreachable, Assert.Throws<LinkRefusedException>(Connect).Refusal);

        _loop.Run(_network.Restore);
        Connect();

        Assert.Equal("ocpp1.6", _station.Subprotocol);
    }

    [Fact]
    public void A_cut_while_the_station_connects_refuses_it_and_the_central_system_learns()
    {
        _loop.Time.CreateTimer(_ => _network.Cut(), null, TimeSpan.FromMilliseconds(150), Timeout.InfiniteTimeSpan);

        Assert.Equal(LinkRefusal.Unreachable, Assert.Throws<LinkRefusedException>(Connect).Refusal);
        Assert.Equal(["closed Lost"], _atCentralSystem);
    }

    [Fact]
    public void A_station_that_gives_up_while_it_connects_leaves_no_connection_behind()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(150), _loop.Time);

        Assert.ThrowsAny<OperationCanceledException>(() => _loop.Run(async () => { await _network.ConnectAsync(Options, patience.Token); }));
        _loop.RunFor(TimeSpan.Zero);

        Assert.Equal(["closed Lost"], _atCentralSystem);
    }

    [Fact]
    public void A_half_open_line_swallows_frames_until_the_pings_fail()
    {
        Connect();
        _loop.Run(_network.HalfOpen);
        _loop.Run(() => _station.Send("lost"u8.ToArray()));

        _loop.RunFor(TimeSpan.FromSeconds(34));
        Assert.Empty(_atStation);
        _loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["closed Lost"], _atStation);
        Assert.Empty(_atCentralSystem);
    }

    [Fact]
    public void A_connection_that_was_half_open_is_reset_when_it_is_used_again()
    {
        Connect();
        _loop.Run(_network.HalfOpen);
        _loop.Run(_network.Restore);

        _loop.Run(() => _station.Send("lost"u8.ToArray()));
        _loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["closed Lost"], _atStation);
        Assert.Empty(_atCentralSystem);
    }

    [Fact]
    public void A_stalled_line_carries_everything_later_and_in_order()
    {
        Connect();
        _loop.Run(() => _station.Send("on its way"u8.ToArray()));
        _loop.Run(_network.Stall);
        _loop.Run(() => _station.Send("held"u8.ToArray()));
        _loop.RunFor(TimeSpan.FromSeconds(20));
        Assert.Empty(_atCentralSystem);

        _loop.Run(_network.Restore);
        _loop.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(["on its way", "held"], _atCentralSystem);
        Assert.Empty(_atStation);
    }

    [Fact]
    public void A_new_connection_over_a_stalled_line_is_not_answered()
    {
        _loop.Run(_network.Stall);

        Assert.Equal(LinkRefusal.TimedOut, Assert.Throws<LinkRefusedException>(Connect).Refusal);
    }

    [Fact]
    public void Answers_are_dropped_by_the_action_they_answer()
    {
        Connect();
        _network.DropNext(FramePattern.AnswersTo(LinkEnd.Station, "StartTransaction"));

        Exchange("1", "Heartbeat");
        Exchange("2", "StartTransaction");
        Exchange("3", "StartTransaction");

        Assert.Equal(["""[3,"1",{}]""", """[3,"3",{}]"""], _atStation);
        Assert.Equal(3, _atCentralSystem.Count);
    }

    [Fact]
    public void An_answer_is_matched_to_its_caller_where_both_ends_call_under_one_id()
    {
        Connect();
        _network.DropNext(FramePattern.AnswersTo(LinkEnd.Station, "Heartbeat"));
        _loop.Run(() =>
        {
            _station.Send("""[2,"1","Heartbeat",{}]"""u8.ToArray());
            _centralSystem.Send("""[2,"1","Reset",{}]"""u8.ToArray());
        });
        _loop.RunFor(TimeSpan.FromSeconds(1));

        _loop.Run(() =>
        {
            _station.Send("""[3,"1",{"status":"Accepted"}]"""u8.ToArray());
            _centralSystem.Send("""[3,"1",{}]"""u8.ToArray());
        });
        _loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["""[2,"1","Reset",{}]"""], _atStation);
        Assert.Equal("""[3,"1",{"status":"Accepted"}]""", _atCentralSystem[^1]);
    }

    [Fact]
    public void Answers_are_doubled()
    {
        Connect();
        _network.DoubleNext(FramePattern.AnswersTo(LinkEnd.Station));

        Exchange("1", "Heartbeat");
        Exchange("2", "Heartbeat");

        Assert.Equal(["""[3,"1",{}]""", """[3,"1",{}]""", """[3,"2",{}]"""], _atStation);
    }

    [Fact]
    public void Calls_are_delayed()
    {
        Connect();
        _network.DelayNext(FramePattern.CallsOf(LinkEnd.Station), TimeSpan.FromSeconds(10));

        _loop.Run(() => _station.Send("""[2,"1","Heartbeat",{}]"""u8.ToArray()));
        _loop.RunFor(TimeSpan.FromSeconds(10));
        Assert.Empty(_atCentralSystem);
        _loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.Single(_atCentralSystem);
    }

    [Fact]
    public void Connections_are_refused_as_often_as_asked()
    {
        _network.RefuseNextConnects(503, count: 2);

        Assert.Equal(503, Assert.Throws<LinkRefusedException>(Connect).HttpStatus);
        Assert.Equal(503, Assert.Throws<LinkRefusedException>(Connect).HttpStatus);
        Connect();
    }

    [Fact]
    public void The_central_system_decides_who_comes_in_and_what_is_spoken()
    {
        ConnectRequest? seen = null;
        _network.Admission = request =>
        {
            seen = request;
            return 401;
        };
        Assert.Equal(401, Assert.Throws<LinkRefusedException>(Connect).HttpStatus);
        Assert.Equal("CP 1", seen!.Identity);

        _network.Admission = null;
        _network.Spoken = ["ocpp1.5"];
        Connect();
        Assert.Equal("ocpp1.5", _station.Subprotocol);

        _network.Spoken = ["ocpp2.0.1"];
        Assert.Equal(LinkRefusal.NoSubprotocol, Assert.Throws<LinkRefusedException>(Connect).Refusal);
    }

    [Fact]
    public void A_close_reaches_both_ends_after_what_was_sent_before()
    {
        Connect();

        _loop.Run(() =>
        {
            _station.Send("last"u8.ToArray());
            _station.Close("done");
            _station.Send("too late"u8.ToArray());
        });
        _loop.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal(["last", "closed ByPeer"], _atCentralSystem);
        Assert.Equal(["closed ByUs"], _atStation);
    }

    [Fact]
    public void A_close_ends_in_time_even_when_the_other_side_takes_no_part()
    {
        Connect();
        _loop.Run(_network.HalfOpen);

        _loop.Run(() => _station.Close("no answer"));
        _loop.RunFor(TimeSpan.FromSeconds(5));

        Assert.Equal(["closed ByUs"], _atStation);
    }

    private static List<(string Text, TimeSpan At)> ArrivalsWithJitter(ulong seed)
    {
        var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        var network = new VirtualNetwork(loop, RandomSource.Seeded(seed), "CP")
        {
            Quality = new LineQuality { Jitter = TimeSpan.FromSeconds(1) },
        };
        var arrivals = new List<(string, TimeSpan)>();
        network.Accepted += (_, link) =>
        {
            link.Received += frame => arrivals.Add((Encoding.UTF8.GetString(frame.Span), loop.Elapsed));
            link.Open();
        };
        loop.Run(async () =>
        {
            var link = await network.ConnectAsync(Options, CancellationToken.None);
            for (var number = 0; number < 50; number++)
            {
                link.Send(Encoding.UTF8.GetBytes($"{number}"));
                await Task.Delay(TimeSpan.FromMilliseconds(10), loop.Time);
            }
        });
        loop.RunFor(TimeSpan.FromSeconds(5));
        return arrivals;
    }

    private void Connect() => _loop.Run(async () =>
    {
        _station = await _network.ConnectAsync(Options, CancellationToken.None);
        Record(_station, _atStation);
    });

    private void Exchange(string id, string action)
    {
        _loop.Run(() => _station.Send(Encoding.UTF8.GetBytes($$"""[2,"{{id}}","{{action}}",{}]""")));
        _loop.RunFor(TimeSpan.FromSeconds(1));
        _loop.Run(() => _centralSystem.Send(Encoding.UTF8.GetBytes($$"""[3,"{{id}}",{}]""")));
        _loop.RunFor(TimeSpan.FromSeconds(1));
    }

    private static void Record(IFrameLink link, List<string> heard)
    {
        link.Received += frame => heard.Add(Encoding.UTF8.GetString(frame.Span));
        link.Closed += closed => heard.Add($"closed {closed.Cause}");
        link.Open();
    }
}
