using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Transactions;

public sealed class ConnectorSessionTests : IDisposable
{
    private static readonly PendingStart s_start = new(new IdToken("TAG"), null, IsRemote: false);

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly ConnectorSession _session;

    public ConnectorSessionTests()
    {
        var store = new WatchedStore(_loop, new MemoryStore(), NullLogger.Instance);
        _session = new ConnectorSession(1, new CableHolds(store, NullLogger.Instance));
    }

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void A_transaction_takes_the_place_of_its_start_and_of_the_cable_that_was_held()
    {
        _session.HoldCable(Ended(StopReason.DeAuthorized), isPlugged: true, new StationSettings());
        _session.NoteCable();
        _session.Authorize(s_start);
        _session.BeginPreparing();
        Assert.False(_session.IsIdle);

        var begun = new List<Transaction>();
        _session.BeganOrEnded += begun.Add;
        var transaction = Transaction();
        _session.Begin(transaction);
        _session.EndPreparing();

        Assert.Equal([transaction], begun);
        Assert.Same(transaction, _session.Transaction);
        Assert.True(_session is { Pending: null, LockedFor: null, IsOver: false, IsIdle: false });
    }

    [Fact]
    public void A_transaction_is_stopped_once_and_keeps_its_first_reason()
    {
        Assert.False(_session.TryStop(StopReason.Remote, null));
        _session.Begin(Transaction());

        Assert.True(_session.TryStop(StopReason.Local, new IdToken("TAG")));
        Assert.False(_session.TryStop(StopReason.Remote, null));
        Assert.True(_session.Transaction is { StopReason: StopReason.Local, StopIdToken.Value: "TAG", IsStopping: true });
    }

    [Fact]
    public void A_token_is_invalidated_once_at_the_register_of_then()
    {
        Assert.False(_session.TryInvalidate());
        _session.Begin(Transaction());
        _session.Count(120);
        _session.Count(110);

        Assert.True(_session.TryInvalidate());
        _session.Count(130);
        Assert.False(_session.TryInvalidate());
        Assert.True(_session.Transaction is { InvalidatedAtWh: 120, MeterLastWh: 130 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_session_is_over_while_the_cable_of_an_ended_transaction_is_there(bool isPlugged)
    {
        var transaction = Transaction();
        _session.Begin(transaction);
        _session.Close(DateTimeOffset.UnixEpoch, 150, isStale: false, sample: null);
        var ended = new List<(Transaction Ended, Transaction? Left)>();
        _session.BeganOrEnded += was => ended.Add((was, _session.Transaction));

        _session.End(isPlugged);

        Assert.Equal([(transaction, null)], ended);
        Assert.True(_session.IsIdle);
        Assert.Equal(isPlugged, _session.IsOver);
        _session.NoteNoCable();
        Assert.False(_session.IsOver);
    }

    [Fact]
    public void A_cable_is_held_after_an_invalid_token_until_it_is_released_or_gone()
    {
        _session.HoldCable(Ended(StopReason.Local), isPlugged: true, new StationSettings());
        Assert.Null(_session.LockedFor);

        _session.HoldCable(Ended(StopReason.DeAuthorized), isPlugged: true, new StationSettings());
        Assert.Equal("TAG", _session.LockedFor?.IdToken.Value);
        _session.ReleaseCable();
        Assert.Null(_session.LockedFor);

        _session.HoldCable(Ended(StopReason.DeAuthorized), isPlugged: true, new StationSettings());
        _session.NoteNoCable();
        Assert.Null(_session.LockedFor);
    }

    [Fact]
    public void Who_does_not_begin_loses_the_start_and_who_shows_no_tag_the_session()
    {
        _session.Authorize(s_start);
        _session.GiveUp();
        Assert.True(_session is { Pending: null, IsOver: false });

        _session.GiveUp();
        Assert.True(_session.IsOver);
    }

    private static Transaction Transaction() => new()
    {
        Key = 1,
        Id = "a",
        ConnectorId = 1,
        IdToken = s_start.IdToken,
        StartedAt = DateTimeOffset.UnixEpoch,
        MeterStartWh = 100,
        MeterLastWh = 100,
    };

    private static Transaction Ended(StopReason reason)
    {
        var transaction = Transaction();
        transaction.Stop(reason);
        return transaction;
    }
}
