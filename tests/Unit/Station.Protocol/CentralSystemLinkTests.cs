using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Ocpp16;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.StationProtocol;

public sealed class CentralSystemLinkTests : IDisposable
{
    private const string Identity = "CP1";

    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly VirtualNetwork _network;
    private readonly Csms _csms;
    private readonly CentralSystemLink _link;
    private readonly List<TimeSpan> _dialled = [];

    public CentralSystemLinkTests()
    {
        _network = new VirtualNetwork(_loop, RandomSource.Seeded(1), Identity);
        _csms = new Csms(_loop, RandomSource.Seeded(2), [new Ocpp16Binding()]);
        _network.Accepted += (request, link) => _csms.Accept(request.Identity, link);
        _network.Admission = _ =>
        {
            _dialled.Add(_loop.Elapsed);
            return 101;
        };
        _link = Ocpp16Link.Create(
            _loop, RandomSource.Seeded(3), _network, new ProtocolSettings(), new StationClock(_loop.Time), new StationIdentity("V", "M"), NullLogger.Instance);
    }

    public void Dispose()
    {
        _loop.Run(_link.Dispose);
        _loop.Dispose();
    }

    [Theory]
    [InlineData(300)]
    [InlineData(int.MaxValue)]
    public void The_time_is_asked_for_once_a_day_however_much_is_sent(int intervalSeconds)
    {
        _csms.Station(Identity).BootAnswer = new BootAnswer(RegistrationState.Accepted, intervalSeconds);
        var heartbeats = Count("Heartbeat");
        _loop.Run(Start);

        for (var minute = 0; minute < (3 * 24 * 60) + 5; minute++)
        {
            _loop.Run(() => _loop.Start(SendStatusAsync));
            _loop.RunFor(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, heartbeats());
    }

    [Fact]
    public void A_heartbeat_comes_when_nothing_else_was_sent_for_the_interval()
    {
        var heartbeats = Count("Heartbeat");
        _loop.Run(Start);
        _loop.RunFor(TimeSpan.FromSeconds(3100));

        Assert.Equal(10, heartbeats());
    }

    [Fact]
    public void A_refused_station_waits_longer_each_time_within_the_bounds()
    {
        _network.Admission = _ =>
        {
            _dialled.Add(_loop.Elapsed);
            return 503;
        };
        _loop.Run(Start);
        _loop.RunFor(TimeSpan.FromHours(1));

        AssertBackOff(Waits(), [3, 6, 12, 24, 48, 96, 96, 96]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_central_system_that_lets_in_and_hangs_up_is_not_hammered(bool acceptedBefore)
    {
        if (acceptedBefore)
        {
            _loop.Run(Start);
            _loop.RunUntil(() => _link.IsOperational, TimeSpan.FromMinutes(1));
        }

        _csms.StationConnected += station => _loop.Post(() => station.Disconnect("busy"));
        _loop.Run(acceptedBefore ? () => _csms.DisconnectAll("busy") : Start);
        _dialled.Clear();
        _loop.RunFor(TimeSpan.FromHours(1));

        AssertBackOff(Waits(), acceptedBefore ? [6, 12, 24, 48, 96, 96, 96] : [3, 6, 12, 24, 48, 96, 96, 96]);
    }

    [Fact]
    public void After_an_answer_the_wait_is_the_shortest_again()
    {
        _loop.Run(Start);
        for (var loss = 0; loss < 8; loss++)
        {
            _loop.RunUntil(() => _link.IsOperational, TimeSpan.FromMinutes(5));
            _loop.Run(() => _loop.Start(SendStatusAsync));
            _loop.RunFor(TimeSpan.FromMinutes(1));
            var lostAt = _loop.Elapsed;
            _loop.Run(() => _csms.DisconnectAll("again"));
            _loop.RunUntil(() => _dialled[^1] > lostAt, TimeSpan.FromMinutes(5));

            Assert.InRange((_dialled[^1] - lostAt).TotalSeconds, 3, 13.1);
        }
    }

    private static void AssertBackOff(IEnumerable<double> waits, double[] minima) =>
        Assert.All(waits.Zip(minima), pair => Assert.InRange(pair.First, pair.Second, pair.Second + 10.2));

    private void Start() => _link.Start(new ActionHandlers(Ocpp16Catalog.All));

    private async Task SendStatusAsync() => await _link.CallAsync(
        Ocpp16Catalog.StatusNotification,
        new StatusNotificationRequest { ConnectorId = 1, ErrorCode = ChargePointErrorCode.NoError, Status = ChargePointStatus.Available });

    private List<double> Waits()
    {
        var waits = _dialled.Zip(_dialled.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        Assert.True(waits.Count >= 8, $"{waits.Count} waits");
        return waits;
    }

    private Func<int> Count(string action)
    {
        var count = 0;
        _csms.MessageTraced += message => count += message.Direction == FrameDirection.Received && message.Action == action ? 1 : 0;
        return () => count;
    }
}
