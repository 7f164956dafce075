using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central;

/// <summary>
/// The charging sessions that stations have reported. Their ids ascend from 1 and are given once. All of them are in the store; those that run and
/// the latest others are in memory as well. Used on the loop.
/// </summary>
public sealed class Sessions
{
    // Ids that were taken out of the store and not given are lost with the process.
    private const int IdsAtOnce = 20;

    private const int UnknownConnector = -1;

    private readonly ICentralStore _store;
    private readonly TimeProvider _time;
    private readonly int _maxSessions;
    private readonly int _maxConnectors;
    private readonly SortedDictionary<long, SessionRecord> _all = [];
    private readonly Dictionary<string, SortedDictionary<long, SessionRecord>> _byStation = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Station, int ConnectorId), decimal> _forgottenWh = [];
    private readonly Dictionary<string, Task> _turns = new(StringComparer.Ordinal);
    private readonly Queue<long> _ids = new();

    internal Sessions(TimeProvider time, ICentralStore store, CsmsOptions options)
    {
        _time = time;
        _store = store;
        _maxSessions = options.MaxSessions;
        _maxConnectors = options.MaxConnectorsPerStation;
    }

    /// <summary>A session is reported for the first time, and kept.</summary>
    internal event Action<SessionRecord>? Started;

    /// <summary>The end of a session is reported for the first time, and kept.</summary>
    internal event Action<SessionRecord>? Stopped;

    /// <summary>Those in memory, in order of their ids.</summary>
    public IReadOnlyCollection<SessionRecord> All => _all.Values;

    /// <summary>A session that is in memory.</summary>
    public SessionRecord? Find(long id) => _all.GetValueOrDefault(id);

    /// <summary>Any session.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Task<SessionRecord?> FindAsync(long id) => Find(id) is { } known ? Task.FromResult<SessionRecord?>(known) : _store.FindSessionAsync(id);

    /// <summary>Those in memory of one station, or of one of its connectors, in order of their ids.</summary>
    public IEnumerable<SessionRecord> Of(string station, int? connectorId = null) => _byStation.TryGetValue(station, out var sessions)
        ? sessions.Values.Where(session => connectorId is null || session.ConnectorId == connectorId)
        : [];

    /// <summary>The session that runs on a connector, as far as the station has reported; the latest, should there be several.</summary>
    public SessionRecord? Running(string station, int connectorId) => Of(station, connectorId).LastOrDefault(session => session.IsRunning);

    /// <summary>
    /// Energy reported: the sum of meterStop - meterStart of all sessions that this process saw stop, in Wh. Null for all stations or connectors.
    /// </summary>
    public long ReportedEnergyWh(string? station = null, int? connectorId = null)
    {
        var kept = (station is null ? _all.Values : Of(station))
            .Where(session => connectorId is null || session.ConnectorId == connectorId)
            .Sum(session => (decimal)(session.EnergyWh ?? 0));
        var forgotten = _forgottenWh
            .Where(entry => (station is null || entry.Key.Station == station) && (connectorId is null || entry.Key.ConnectorId == connectorId))
            .Sum(entry => entry.Value);
        return (long)decimal.Clamp(kept + forgotten, long.MinValue, long.MaxValue);
    }

    /// <summary>The station has started a session, or says so again: then that is the session it has started before.</summary>
    /// <returns>The session, which is durable.</returns>
    /// <exception cref="StoreException">It cannot be kept: the station must not hear that it was.</exception>
    public Task<SessionRecord> StartAsync(SessionStart start, TokenStatus token, int? reservationId = null, int? evseId = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        return InTurnAsync(start.Station, () => StartInTurnAsync(start, token, reservationId, evseId));
    }

    /// <summary>The station has ended a session, or says so again.</summary>
    /// <param name="data">Meter values that came along; kept the first time only.</param>
    /// <returns>The session as it is now, and whether this was the first report of its end.</returns>
    /// <exception cref="StoreException">It cannot be kept: the station must not hear that it was.</exception>
    public Task<(SessionRecord Session, bool IsFirst)> StopAsync(SessionRecord session, SessionStop stop, IReadOnlyList<MeterSample> data)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(stop);
        return InTurnAsync(session.Station, () => StopInTurnAsync(session, stop, data));
    }

    /// <summary>The station has reported meter values.</summary>
    /// <param name="sessionId">Null for those outside of any session.</param>
    /// <exception cref="StoreException">They cannot be kept: the station must not hear that they were.</exception>
    public Task KeepAsync(string station, int connectorId, long? sessionId, IReadOnlyList<MeterSample> samples) =>
        samples.Count == 0 ? Task.CompletedTask : _store.WriteAsync(new StoreChange.Values(
            station, connectorId >= 0 && connectorId <= _maxConnectors ? connectorId : UnknownConnector, sessionId, samples));

    internal void Restore(IEnumerable<SessionRecord> running)
    {
        foreach (var session in running)
        {
            Remember(session);
        }
    }

    /// <summary>Nothing is known of the station any more.</summary>
    internal void Forget(string station)
    {
        foreach (var session in Of(station).ToList())
        {
            Forget(session);
        }

        foreach (var key in _forgottenWh.Keys.Where(key => key.Station == station).ToList())
        {
            _forgottenWh.Remove(key);
        }
    }

    private async Task<SessionRecord> StartInTurnAsync(SessionStart start, TokenStatus token, int? reservationId, int? evseId)
    {
        var known = Of(start.Station, start.ConnectorId).LastOrDefault(start.IsOf) ?? await _store.FindAsync(start);
        if (known is not null)
        {
            return await KeepAsync(known with { StartsReceived = known.StartsReceived + 1, TokenStatus = token });
        }

        var id = await TakeIdAsync();
        var session = await KeepAsync(new SessionRecord(
            id, id.ToString(System.Globalization.CultureInfo.InvariantCulture), start.Station, start.ConnectorId, start.IdToken, start.Time,
            start.MeterStartWh)
        {
            EvseId = evseId,
            ReservationId = reservationId,
            TokenStatus = token,
            StartedAt = _time.GetUtcNow(),
        });
        Started?.Invoke(session);
        return session;
    }

    private async Task<(SessionRecord Session, bool IsFirst)> StopInTurnAsync(SessionRecord session, SessionStop stop, IReadOnlyList<MeterSample> data)
    {
        var known = await FindAsync(session.Id) ?? session;
        if (!known.IsRunning)
        {
            return (await KeepAsync(known with { StopsReceived = known.StopsReceived + 1 }), false);
        }

        var stopped = known with
        {
            StopsReceived = 1,
            StoppedAt = _time.GetUtcNow(),
            StopTime = stop.Time,
            MeterStopWh = stop.MeterStopWh,
            StopIdToken = stop.IdToken,
            StopReason = stop.Reason,
        };
        await KeepAsync(stopped, data.Count == 0 ? [] : [new StoreChange.Values(stopped.Station, stopped.ConnectorId, stopped.Id, data)]);
        Stopped?.Invoke(stopped);
        return (stopped, true);
    }

    /// <summary>In memory only what is durable: a start that was not kept has never been.</summary>
    private async Task<SessionRecord> KeepAsync(SessionRecord session, params IReadOnlyList<StoreChange> more)
    {
        await _store.WriteAsync([new StoreChange.Session(session), .. more]);
        Remember(session);
        return session;
    }

    private async Task<long> TakeIdAsync()
    {
        while (_ids.Count == 0)
        {
            var first = await _store.TakeSessionIdsAsync(IdsAtOnce);
            for (var id = first; id < first + IdsAtOnce; id++)
            {
                _ids.Enqueue(id);
            }
        }

        return _ids.Dequeue();
    }

    /// <summary>A station may report over two connections at once, a lost one and its successor: what it reports is kept one by one.</summary>
    private async Task<T> InTurnAsync<T>(string station, Func<Task<T>> work)
    {
        while (_turns.TryGetValue(station, out var before))
        {
            await before;
        }

        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _turns[station] = turn.Task;
        try
        {
            return await work();
        }
        finally
        {
            _turns.Remove(station);
            turn.SetResult();
        }
    }

    private void Remember(SessionRecord session)
    {
        if (!_all.ContainsKey(session.Id) && _all.Count >= _maxSessions)
        {
            // Of whoever has the most: who floods this does so at his own cost.
            var most = _byStation.Values.MaxBy(sessions => sessions.Count)!.Values;
            Forget(most.FirstOrDefault(known => !known.IsRunning) ?? most.First());
        }

        _all[session.Id] = session;
        if (!_byStation.TryGetValue(session.Station, out var sessions))
        {
            _byStation[session.Station] = sessions = [];
        }

        sessions[session.Id] = session;
    }

    private void Forget(SessionRecord session)
    {
        _all.Remove(session.Id);
        var sessions = _byStation[session.Station];
        sessions.Remove(session.Id);
        if (sessions.Count == 0)
        {
            _byStation.Remove(session.Station);
        }

        if (session.EnergyWh is { } energyWh)
        {
            // Made-up connector ids share one sum, to bound memory.
            var key = (session.Station, session.ConnectorId <= _maxConnectors ? session.ConnectorId : UnknownConnector);
            _forgottenWh[key] = _forgottenWh.GetValueOrDefault(key) + energyWh;
        }
    }
}
