using System.Text;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;
using Xunit;

namespace ChargerFirmware.Tests.Unit.Central.Store;

/// <summary>What every store of a central system promises; one class a store brings it along. tests/Stores runs the same over a server.</summary>
public abstract class CentralStoreContract : IAsyncDisposable
{
    /// <summary>As long as the frame of a station lets it be, and with all that databases do not take.</summary>
    private static readonly string s_strange = new StringBuilder("\0 \u001b \ud800 \udc00 \ud83d\ude00 \uffff ' \" \\ $1 % \r\n é").Append('x', 70_000).ToString();

    private readonly ThreadLoop _loop = new("store", fault => throw fault);
    private ICentralStore? _store;

    /// <summary>Seven digits of a second and another zone: what a station may send.</summary>
    protected static DateTimeOffset Time { get; } = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);

    protected ThreadLoop Loop => _loop;

    protected ICentralStore Store => _store!;

    [Fact]
    public Task A_new_store_holds_nothing() => Run(async () =>
    {
        var state = await Store.LoadAsync();

        Assert.Empty(state.Stations);
        Assert.Empty(state.Connectors);
        Assert.Empty(state.Running);
        Assert.Empty(state.Tokens);
        Assert.Empty(state.Reservations);
        Assert.Empty(state.Configuration);
        Assert.Empty(state.Profiles);
        Assert.Empty(state.LocalLists);
        Assert.Empty(await Store.FramesAsync(null, 10));
        Assert.Empty(await Store.SessionsAsync(new SessionQuery()));
    });

    [Fact]
    public Task What_is_loaded_after_a_restart_is_what_was_kept_to_the_last_field() => Run(async () =>
    {
        var station = new StationRecord("CP1")
        {
            Subprotocol = "ocpp1.6", Vendor = "v", Model = "m", SerialNumber = "s", FirmwareVersion = "f", Iccid = "i", Imsi = "j", MeterType = "t",
            MeterSerialNumber = "n", Registration = RegistrationState.Pending, BootedAt = Time, Boots = 3, LastHeard = Time.AddTicks(1),
            FirmwareStatus = "Installed", DiagnosticsStatus = "Uploaded",
        };
        ConnectorRecord[] connectors =
        [
            new("CP1", null, 0, "Available", null, Time), new("CP1", 1, 0, "Faulted", Time, Time) { ErrorCode = "e", Info = "i", VendorId = "v", VendorErrorCode = "c" },
        ];
        TokenRecord[] tokens = [new("A", TokenStatus.Blocked, "G", Time), new("B", TokenStatus.Accepted, null, null)];
        var reservation = new ReservationRecord("CP1", 7, 0, "A", "G", Time);
        ConfigurationRecord[] settings = [new("CP1", "Key", null, true, Time), new("CP1", "Other", "", false, Time)];
        var profile = new ProfileRecord("CP1", 1, 5, "TxProfile", 2, "{}");
        var list = new LocalListRecord("CP1", 4, [new("A", TokenStatus.Accepted, "G", Time), new("\ud800", TokenStatus.Invalid, null, null)]);
        await Store.WriteAsync([
            new StoreChange.Station(station), .. connectors.Select(connector => new StoreChange.Connector(connector)),
            .. tokens.Select(token => new StoreChange.Token(token)), new StoreChange.Reservation(reservation),
            .. settings.Select(setting => new StoreChange.Configuration(setting)), new StoreChange.Profile(profile), new StoreChange.LocalList(list),
            new StoreChange.Session(Running(1)), new StoreChange.Session(Ended(2)),
        ]);

        await RestartAsync();
        var state = await Store.LoadAsync();

        Assert.Equal(station, Assert.Single(state.Stations));
        Assert.Equivalent(connectors, state.Connectors, strict: true);
        Assert.Equivalent(tokens, state.Tokens, strict: true);
        Assert.Equal(reservation, Assert.Single(state.Reservations));
        Assert.Equivalent(settings, state.Configuration, strict: true);
        Assert.Equal(profile, Assert.Single(state.Profiles));
        Assert.Equal((list.Station, list.Version), (Assert.Single(state.LocalLists).Station, state.LocalLists[0].Version));
        Assert.Equal(list.Tokens, state.LocalLists[0].Tokens);
        Assert.Equal(Running(1), Assert.Single(state.Running));
        Assert.Equal(Ended(2), await Store.FindSessionAsync(2));
    });

    [Fact]
    public Task What_is_set_again_under_its_key_has_its_last_value() => Run(async () =>
    {
        await Store.WriteAsync(new StoreChange.Station(new("CP1") { Boots = 1 }), new StoreChange.Station(new("cp1")));
        await Store.WriteAsync(
            new StoreChange.Station(new("CP1") { Boots = 2 }), new StoreChange.Token(new("tag", TokenStatus.Accepted, null, null)),
            new StoreChange.Token(new("TAG", TokenStatus.Blocked, null, null)), new StoreChange.Configuration(new("CP1", "key", "1", false, Time)),
            new StoreChange.Configuration(new("CP1", "KEY", "2", false, Time)), new StoreChange.Reservation(new("CP1", 1, 1, "A", null, Time)),
            new StoreChange.Reservation(new("CP1", 1, 2, "A", null, Time)), new StoreChange.Profile(new("CP1", 1, 1, "TxProfile", 0, "a")),
            new StoreChange.Profile(new("CP1", 2, 1, "TxProfile", 0, "b")), new StoreChange.LocalList(new("CP1", 1, [])),
            new StoreChange.LocalList(new("CP1", 2, [])), new StoreChange.Connector(new("CP1", null, 1, "Available", null, Time)),
            new StoreChange.Connector(new("CP1", null, 1, "Charging", null, Time)), new StoreChange.Connector(new("CP1", 1, 1, "Faulted", null, Time)));

        var state = await Store.LoadAsync();
        Assert.Equal([("CP1", 2), ("cp1", 0)], state.Stations.Select(station => (station.Identity, station.Boots)).OrderByDescending(station => station.Boots));
        Assert.Equal(TokenStatus.Blocked, Assert.Single(state.Tokens).Status);
        Assert.Equal("2", Assert.Single(state.Configuration).Value);
        Assert.Equal(2, Assert.Single(state.Reservations).ConnectorId);
        Assert.Equal("b", Assert.Single(state.Profiles).Json);
        Assert.Equal(2, Assert.Single(state.LocalLists).Version);
        Assert.Equal(["Charging", "Faulted"], state.Connectors.Select(connector => connector.Status).Order());
    });

    [Fact]
    public Task What_is_removed_is_gone() => Run(async () =>
    {
        await Store.WriteAsync(
            new StoreChange.Token(new("tag", TokenStatus.Accepted, null, null)), new StoreChange.Reservation(new("CP1", 1, 1, "A", null, Time)),
            new StoreChange.Profile(new("CP1", 1, 1, "TxProfile", 0, "a")));
        await Store.WriteAsync(
            new StoreChange.TokenRemoved("TAG"), new StoreChange.ReservationRemoved("CP1", 1), new StoreChange.ProfileRemoved("CP1", 1),
            new StoreChange.TokenRemoved("none"), new StoreChange.ReservationRemoved("CP1", 9), new StoreChange.ProfileRemoved("CP9", 1));

        var state = await Store.LoadAsync();
        Assert.Empty(state.Tokens);
        Assert.Empty(state.Reservations);
        Assert.Empty(state.Profiles);
    });

    [Fact]
    public Task Session_ids_begin_at_1_and_are_never_given_twice() => Run(async () =>
    {
        Assert.Equal(1, await Store.TakeSessionIdsAsync(1));
        Assert.Equal(2, await Store.TakeSessionIdsAsync(100));
        var together = await Task.WhenAll(Store.TakeSessionIdsAsync(3), Store.TakeSessionIdsAsync(5));
        Assert.Equal([102, 105], together);
        await RestartAsync();
        Assert.Equal(110, await Store.TakeSessionIdsAsync(1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.TakeSessionIdsAsync(0));
    });

    [Fact]
    public Task A_start_that_comes_again_is_found_after_a_restart() => Run(async () =>
    {
        var session = Running(1) with { IdToken = "Tag É" };
        await Store.WriteAsync(new StoreChange.Session(session));
        await RestartAsync();
        var start = new SessionStart("CP1", 1, "tAG é", Time.ToUniversalTime(), 1001);

        Assert.Equal(session, await Store.FindAsync(start));
        foreach (var other in (SessionStart[])
            [
                start with { Station = "cp1" }, start with { ConnectorId = 2 }, start with { IdToken = "Tag" }, start with { Time = Time.AddTicks(1) },
                start with { MeterStartWh = 1002 },
            ])
        {
            Assert.Null(await Store.FindAsync(other));
        }
    });

    [Fact]
    public Task A_second_session_of_one_start_is_refused_and_changes_nothing() => Run(async () =>
    {
        await Store.WriteAsync(new StoreChange.Session(Running(1)));
        var second = Running(1) with { Id = 2, IdToken = "a" };

        await Assert.ThrowsAsync<StoreException>(() => Store.WriteAsync(new StoreChange.Station(new("CP9")), new StoreChange.Session(second)));

        Assert.Equal([1], (await Store.SessionsAsync(new SessionQuery())).Select(session => session.Id));
        Assert.Empty((await Store.LoadAsync()).Stations);
        await Store.WriteAsync(new StoreChange.Session(Running(1) with { StopsReceived = 1, StoppedAt = Time }));
        Assert.False((await Store.FindAsync(new SessionStart("CP1", 1, "A", Time, 1001)))!.IsRunning);
    });

    [Fact]
    public Task A_change_that_fails_takes_none_of_the_others_along() => Run(async () =>
    {
        await Store.WriteAsync(new StoreChange.Session(Running(1)));
        var tasks = Enumerable.Range(2, 100)
            .Select(id => Store.WriteAsync(new StoreChange.Session(id % 10 == 0 ? Running(1) with { Id = id } : Running(id)), State($"{id}"))).ToList();
        var outcomes = await Task.WhenAll(tasks.Select(async task =>
        {
            try
            {
                await task;
                return true;
            }
            catch (StoreException)
            {
                return false;
            }
        }));

        Assert.Equal(10, outcomes.Count(kept => !kept));
        Assert.Equal(91, (await Store.SessionsAsync(new SessionQuery(Limit: 1000))).Count);
        Assert.Equal(Enumerable.Range(2, 100).Where(id => id % 10 != 0).Select(id => $"{id}"), (await Store.StatesAsync("CP1", 1000)).Select(entry => entry.State));
    });

    [Fact]
    public Task A_read_shows_every_change_that_was_handed_over_before() => Run(async () =>
    {
        var writes = Enumerable.Range(1, 300).Select(id => Store.WriteAsync(new StoreChange.Session(Running(id)))).ToList();
        Store.Write(Frame("CP1", "last"));

        var sessions = Store.SessionsAsync(new SessionQuery(Limit: 1000));
        var frames = Store.FramesAsync("CP1", 10);
        Assert.Equal(300, (await sessions).Count);
        Assert.Equal("last", Assert.Single(await frames).Text);
        await Task.WhenAll(writes);
    });

    [Fact]
    public Task Everything_completes_on_the_loop() => Run(async () =>
    {
        await Store.WriteAsync(State("a"));
        Assert.True(Loop.IsCurrent);
        await Store.LoadAsync();
        Assert.True(Loop.IsCurrent);
        await Assert.ThrowsAsync<StoreException>(() => Store.WriteAsync(new StoreChange.Session(Running(1)), new StoreChange.Session(Running(1) with { Id = 2 })));
        Assert.True(Loop.IsCurrent);
    });

    [Fact]
    public Task Sessions_are_asked_for_by_station_connector_and_state_page_by_page() => Run(async () =>
    {
        await Store.WriteAsync([.. Enumerable.Range(1, 9).Select(id => new StoreChange.Session(
            (id % 2 == 0 ? Ended(id) : Running(id)) with { Station = id % 3 == 0 ? "CP3" : "CP1", ConnectorId = id % 4 == 0 ? 2 : 1 }))]);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], await Ids(new()));
        Assert.Equal([3, 6, 9], await Ids(new("CP3")));
        Assert.Equal([4, 8], await Ids(new(ConnectorId: 2)));
        Assert.Equal([1, 3, 5, 7, 9], await Ids(new(IsRunning: true)));
        Assert.Equal([2, 4, 6, 8], await Ids(new(IsRunning: false)));
        Assert.Equal([5, 7], await Ids(new("CP1", 1, true, AfterId: 1)));
        Assert.Equal([3, 4], await Ids(new(AfterId: 2, Limit: 2)));
        Assert.Empty(await Ids(new("cp1")));
        Assert.Empty(await Ids(new(Limit: 0)));

        async Task<IEnumerable<long>> Ids(SessionQuery query) => (await Store.SessionsAsync(query)).Select(session => session.Id);
    });

    [Fact]
    public Task Meter_values_come_in_the_order_in_which_they_came() => Run(async () =>
    {
        MeterSample whole = new(Time, "1.5", "Sample.Periodic", "Raw", "Voltage", "L1", "Outlet", "V") { IsTransactionData = true };
        MeterSample[] bare = [.. Enumerable.Range(1, 20).Select(number => new MeterSample(Time.AddMinutes(-number), $"{number}", null, null, null, null, null, null))];
        await Store.WriteAsync(new StoreChange.Session(Running(1)), new StoreChange.Session(Running(2)));
        await Store.WriteAsync(new StoreChange.Values("CP1", 1, 1, bare), new StoreChange.Values("CP1", 1, 2, [whole]));
        await Store.WriteAsync(new StoreChange.Values("CP1", 1, 1, [whole]), new StoreChange.Values("CP1", 1, null, bare), new StoreChange.Values("CP1", 2, null, [whole]));
        await RestartAsync();

        Assert.Equal([.. bare, whole], await Store.SamplesAsync(1));
        Assert.Equal([whole], await Store.SamplesAsync(2));
        Assert.Empty(await Store.SamplesAsync(3));
        Assert.Equal(bare[^5..], await Store.SamplesAsync("CP1", 1, 5));
        Assert.Equal([whole], await Store.SamplesAsync("CP1", 2, 5));
        Assert.Empty(await Store.SamplesAsync("CP2", 1, 5));
    });

    [Fact]
    public Task The_latest_states_frames_and_requests_come_oldest_first() => Run(async () =>
    {
        MaintenanceRequest first = new("CP1", MaintenanceKind.Firmware, "http://a", Time, null, null);
        MaintenanceRequest second = new("CP1", MaintenanceKind.Diagnostics, "ftp://b", Time.AddSeconds(1), "Uploading", Time) { FileName = "f" };
        StateEntry boot = new("CP1", Time, StateKind.Boot, 1, "Accepted", "more");
        await Store.WriteAsync(State("1"), State("2"), new StoreChange.State(boot), new StoreChange.State(boot with { Station = "CP2" }));
        await Store.WriteAsync(new StoreChange.Maintenance(second), new StoreChange.Maintenance(first), new StoreChange.Maintenance(first with { Status = "Installed" }));
        Store.Write(Frame("CP1", "a"));
        Store.Write(Frame("CP2", "b"));
        await Store.WriteAsync(Frame("CP1", "c"));

        Assert.Equal(["2", "Accepted"], (await Store.StatesAsync("CP1", 2)).Select(entry => entry.State));
        Assert.Equal(boot, (await Store.StatesAsync("CP1", 10))[^1]);
        Assert.Equal([first with { Status = "Installed" }, second], await Store.MaintenanceAsync("CP1", 10));
        Assert.Equal([second], await Store.MaintenanceAsync("CP1", 1));
        Assert.Equal(["a", "b", "c"], (await Store.FramesAsync(null, 10)).Select(frame => frame.Text).Order());
        Assert.Equal(["a", "c"], (await Store.FramesAsync("CP1", 10)).Select(frame => frame.Text).Order());
        Assert.Equal(new FrameRecord("CP2", Time, FrameDirection.Received, "Boot", "b"), Assert.Single(await Store.FramesAsync("CP2", 10)));
    });

    [Fact]
    public Task A_state_log_is_bounded_for_each_station_and_meter_values_of_a_session_are_not() => Run(async () =>
    {
        var sample = new MeterSample(Time, "1", null, null, null, null, null, null);
        for (var round = 1; round <= 30; round++)
        {
            await Store.WriteAsync(
                [.. Enumerable.Range(round * 100, 100).Select(number => State($"{number}")), new StoreChange.Values("CP1", 1, null, [.. Enumerable.Repeat(sample, 20)])]);
        }

        await Store.WriteAsync(new StoreChange.Session(Running(1)), new StoreChange.Values("CP1", 1, 1, [.. Enumerable.Repeat(sample, 2_000)]));

        Assert.InRange((await Store.StatesAsync("CP1", 10_000)).Count, 1_000, 1_125);
        Assert.Equal("3099", (await Store.StatesAsync("CP1", 10_000))[^1].State);
        Assert.InRange((await Store.SamplesAsync("CP1", 1, 10_000)).Count, 100, 113);
        Assert.Equal(2_000, (await Store.SamplesAsync(1)).Count);
    });

    [Fact]
    public Task Of_a_station_that_is_forgotten_its_sessions_stay() => Run(async () =>
    {
        var sample = new MeterSample(Time, "1", null, null, null, null, null, null);
        foreach (var station in (string[])["CP1", "CP2"])
        {
            await Store.WriteAsync(
                new StoreChange.Station(new(station)), new StoreChange.Connector(new(station, null, 1, "Available", null, Time)),
                new StoreChange.State(new(station, Time, StateKind.Boot, null, "Accepted", null)), new StoreChange.Values(station, 1, null, [sample]),
                new StoreChange.Reservation(new(station, 1, 1, "A", null, Time)), new StoreChange.Configuration(new(station, "K", "v", false, Time)),
                new StoreChange.Profile(new(station, 1, 1, "TxProfile", 0, "{}")), new StoreChange.LocalList(new(station, 1, [])),
                new StoreChange.Maintenance(new(station, MaintenanceKind.Firmware, "l", Time, null, null)),
                new StoreChange.Session(Running(station == "CP1" ? 1 : 2) with { Station = station }));
            Store.Write(Frame(station, station));
        }

        await Store.WriteAsync(new StoreChange.Values("CP1", 1, 1, [sample]));
        await Store.WriteAsync(new StoreChange.StationForgotten("CP1"));
        var state = await Store.LoadAsync();

        Assert.Equal(["CP2"], state.Stations.Select(station => station.Identity));
        Assert.Equal(["CP2"], state.Connectors.Select(connector => connector.Station));
        Assert.Equal(["CP2"], state.Reservations.Select(reservation => reservation.Station));
        Assert.Equal(["CP2"], state.Configuration.Select(setting => setting.Station));
        Assert.Equal(["CP2"], state.Profiles.Select(profile => profile.Station));
        Assert.Equal(["CP2"], state.LocalLists.Select(list => list.Station));
        Assert.Equal(["CP2"], (await Store.FramesAsync(null, 10)).Select(frame => frame.Text));
        Assert.Empty(await Store.StatesAsync("CP1", 10));
        Assert.Empty(await Store.SamplesAsync("CP1", 1, 10));
        Assert.Empty(await Store.MaintenanceAsync("CP1", 10));
        Assert.Single(await Store.StatesAsync("CP2", 10));
        Assert.Equal(2, state.Running.Count);
        Assert.Single(await Store.SamplesAsync(1));
    });

    [Fact]
    public Task Any_text_of_any_length_comes_back_as_it_was() => Run(async () =>
    {
        var session = Running(1) with { Station = s_strange, IdToken = s_strange, TransactionId = s_strange, StopIdToken = s_strange, StopReason = s_strange };
        var token = new TokenRecord(s_strange, TokenStatus.Accepted, s_strange, null);
        var setting = new ConfigurationRecord(s_strange, s_strange, s_strange, false, Time);
        await Store.WriteAsync(
            new StoreChange.Station(new(s_strange) { Vendor = s_strange }), new StoreChange.Token(token), new StoreChange.Configuration(setting),
            new StoreChange.Session(session), new StoreChange.State(new(s_strange, Time, StateKind.Status, 1, s_strange, s_strange)),
            new StoreChange.LocalList(new(s_strange, 1, [token])), new StoreChange.Values(s_strange, 1, null, [new(Time, s_strange, null, null, null, null, null, null)]));
        Store.Write(Frame(s_strange, s_strange));
        await Store.WriteAsync(new StoreChange.State(new(s_strange + "y", Time, StateKind.Status, 1, "other", null)));
        await RestartAsync();
        var state = await Store.LoadAsync();

        Assert.Equal(s_strange, Assert.Single(state.Stations).Vendor);
        Assert.Equal(token, Assert.Single(state.Tokens));
        Assert.Equal(setting, Assert.Single(state.Configuration));
        Assert.Equal([token], Assert.Single(state.LocalLists).Tokens);
        Assert.Equal(session, await Store.FindAsync(new SessionStart(s_strange, 1, s_strange.ToUpperInvariant(), Time, 1001)));
        Assert.Equal(session, Assert.Single(await Store.SessionsAsync(new SessionQuery(s_strange))));
        Assert.Equal(s_strange, Assert.Single(await Store.StatesAsync(s_strange, 10)).Detail);
        Assert.Equal(s_strange, Assert.Single(await Store.FramesAsync(s_strange, 10)).Text);
        Assert.Equal(s_strange, Assert.Single(await Store.SamplesAsync(s_strange, 1, 10)).Value);
    });

    [Fact]
    public Task The_extremes_of_numbers_and_moments_are_kept() => Run(async () =>
    {
        var session = Running(1) with
        {
            Id = long.MaxValue - 1, MeterStartWh = long.MinValue, MeterStopWh = long.MaxValue, StartTime = DateTimeOffset.MinValue, StopTime = DateTimeOffset.MaxValue,
            ConnectorId = int.MinValue, ReservationId = int.MaxValue, EvseId = int.MinValue, StartsReceived = int.MaxValue,
        };
        await Store.WriteAsync(new StoreChange.Session(session));
        await RestartAsync();

        Assert.Equal(session, await Store.FindSessionAsync(long.MaxValue - 1));
    });

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _loop.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static SessionRecord Running(long id) => new(id, $"{id}", "CP1", 1, "A", Time, 1000 + id)
    {
        EvseId = 1, ReservationId = 2, TokenStatus = TokenStatus.ConcurrentTx, StartedAt = Time.AddSeconds(1), StartsReceived = 2,
    };

    protected static SessionRecord Ended(long id) => Running(id) with
    {
        StopsReceived = 1, StoppedAt = Time.AddHours(1), StopTime = Time.AddMinutes(59), MeterStopWh = 5000, StopIdToken = "a", StopReason = "Local",
    };

    protected static StoreChange.State State(string state) => new(new StateEntry("CP1", Time, StateKind.Status, null, state, null));

    protected static StoreChange.Frame Frame(string station, string text) => new(new FrameRecord(station, Time, FrameDirection.Received, "Boot", text));

    /// <summary>Opens the store on what is left of the one before. On the loop.</summary>
    protected abstract Task<ICentralStore> OpenAsync();

    protected Task Run(Func<Task> act) => _loop.RunAsync(async () =>
    {
        _store = await OpenAsync();
        await act();
    });

    protected virtual async Task RestartAsync()
    {
        await Store.DisposeAsync();
        _store = await OpenAsync();
    }

    protected virtual async Task CloseAsync()
    {
        if (_store is { } store)
        {
            _store = null;
            await _loop.RunAsync(() => store.DisposeAsync().AsTask());
        }
    }
}
