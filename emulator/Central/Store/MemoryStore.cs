using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Store;

/// <summary>Keeps everything in this process, within bounds, and completes at once: for scenarios and benches.</summary>
public sealed class MemoryStore : ICentralStore
{
    private readonly MemoryLimits _limits;
    private readonly Dictionary<string, StationRecord> _stations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Station, int? EvseId, int ConnectorId), ConnectorRecord> _connectors = [];
    private readonly SortedDictionary<long, SessionRecord> _sessions = [];
    private readonly Dictionary<SessionStart, long> _starts = new(SameStart.Instance);
    private readonly Dictionary<long, List<MeterSample>> _samples = [];
    private readonly Dictionary<(string Station, int ConnectorId), Queue<MeterSample>> _outside = [];
    private readonly Dictionary<string, TokenRecord> _tokens = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Station, int Id), ReservationRecord> _reservations = [];
    private readonly Dictionary<(string Station, string Key), ConfigurationRecord> _configuration = [];
    private readonly Dictionary<(string Station, int Id), ProfileRecord> _profiles = [];
    private readonly Dictionary<string, LocalListRecord> _localLists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<StateEntry>> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<MaintenanceRequest>> _maintenance = new(StringComparer.Ordinal);
    private readonly Queue<FrameRecord> _frames = new();
    private long _roomBytes;
    private long _lastId;

    public MemoryStore(MemoryLimits? limits = null)
    {
        _limits = limits ?? new MemoryLimits();
        _roomBytes = _limits.SampleBytes;
    }

    public Task<StoredState> LoadAsync() => Task.FromResult(new StoredState
    {
        Stations = [.. _stations.Values],
        Connectors = [.. _connectors.Values],
        Running = [.. _sessions.Values.Where(session => session.IsRunning)],
        Tokens = [.. _tokens.Values],
        Reservations = [.. _reservations.Values],
        Configuration = [.. _configuration.Values],
        Profiles = [.. _profiles.Values],
        LocalLists = [.. _localLists.Values],
    });

    public Task<long> TakeSessionIdsAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var first = _lastId + 1;
        _lastId += count;
        return Task.FromResult(first);
    }

    public Task WriteAsync(params IReadOnlyList<StoreChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (SecondOfOneStart(changes) is { } second)
        {
            return Task.FromException(new StoreException($"{second} is not kept: its start has begun another session"));
        }

        foreach (var change in changes)
        {
            Apply(change);
        }

        return Task.CompletedTask;
    }

    public void Write(StoreChange.Frame frame) => Apply(frame);

    public Task<SessionRecord?> FindAsync(SessionStart start) =>
        Task.FromResult(_starts.TryGetValue(start, out var id) ? _sessions[id] : null);

    public Task<SessionRecord?> FindSessionAsync(long id) => Task.FromResult(_sessions.GetValueOrDefault(id));

    public Task<IReadOnlyList<SessionRecord>> SessionsAsync(SessionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        IReadOnlyList<SessionRecord> found =
        [
            .. _sessions.Values
                .Where(session => session.Id > query.AfterId && (query.Station is null || session.Station == query.Station) &&
                    (query.ConnectorId is null || session.ConnectorId == query.ConnectorId) &&
                    (query.IsRunning is null || session.IsRunning == query.IsRunning))
                .Take(query.Limit),
        ];
        return Task.FromResult(found);
    }

    public Task<IReadOnlyList<MeterSample>> SamplesAsync(long sessionId) => Task.FromResult(Samples(sessionId));

    /// <summary>All meter values of a session, in the order in which they came.</summary>
    public IReadOnlyList<MeterSample> Samples(long sessionId) => [.. _samples.GetValueOrDefault(sessionId, [])];

    public Task<IReadOnlyList<MeterSample>> SamplesAsync(string station, int connectorId, int limit) =>
        Task.FromResult<IReadOnlyList<MeterSample>>([.. _outside.GetValueOrDefault((station, connectorId), new()).TakeLast(limit)]);

    public Task<IReadOnlyList<StateEntry>> StatesAsync(string station, int limit) =>
        Task.FromResult<IReadOnlyList<StateEntry>>([.. _states.GetValueOrDefault(station, new()).TakeLast(limit)]);

    public Task<IReadOnlyList<FrameRecord>> FramesAsync(string? station, int limit) =>
        Task.FromResult<IReadOnlyList<FrameRecord>>([.. _frames.Where(frame => station is null || frame.Station == station).TakeLast(limit)]);

    public Task<IReadOnlyList<MaintenanceRequest>> MaintenanceAsync(string station, int limit) =>
        Task.FromResult<IReadOnlyList<MaintenanceRequest>>([.. _maintenance.GetValueOrDefault(station, new()).TakeLast(limit)]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Apply(StoreChange change)
    {
        switch (change)
        {
            case StoreChange.Station(var station):
                _stations[station.Identity] = station;
                break;
            case StoreChange.Connector(var connector):
                _connectors[(connector.Station, connector.EvseId, connector.ConnectorId)] = connector;
                break;
            case StoreChange.State(var entry):
                Keep(_states, entry.Station, entry, _limits.States);
                break;
            case StoreChange.Session(var session):
                Keep(session);
                break;
            case StoreChange.Values values:
                Keep(values);
                break;
            case StoreChange.Token(var token):
                _tokens[token.IdToken] = token;
                break;
            case StoreChange.TokenRemoved(var idToken):
                _tokens.Remove(idToken);
                break;
            case StoreChange.Reservation(var reservation):
                _reservations[(reservation.Station, reservation.Id)] = reservation;
                break;
            case StoreChange.ReservationRemoved(var station, var id):
                _reservations.Remove((station, id));
                break;
            case StoreChange.Configuration(var setting):
                _configuration[(setting.Station, setting.Key.ToUpperInvariant())] = setting;
                break;
            case StoreChange.Profile(var profile):
                _profiles[(profile.Station, profile.ProfileId)] = profile;
                break;
            case StoreChange.ProfileRemoved(var station, var id):
                _profiles.Remove((station, id));
                break;
            case StoreChange.LocalList(var list):
                _localLists[list.Station] = list;
                break;
            case StoreChange.Maintenance(var request):
                Keep(request);
                break;
            case StoreChange.Frame(var frame):
                _frames.Enqueue(frame);
                while (_frames.Count > _limits.Frames)
                {
                    _frames.Dequeue();
                }

                break;
            case StoreChange.StationForgotten(var identity):
                Forget(identity);
                break;
        }
    }

    /// <summary>A session whose start is another's already: two of them would bill one charge twice.</summary>
    private SessionRecord? SecondOfOneStart(IReadOnlyList<StoreChange> changes)
    {
        var starts = new Dictionary<SessionStart, long>(SameStart.Instance);
        foreach (var (session, start) in changes.OfType<StoreChange.Session>().Select(change => (change.Record, StartOf(change.Record))))
        {
            if ((_starts.TryGetValue(start, out var id) && id != session.Id) || (!starts.TryAdd(start, session.Id) && starts[start] != session.Id))
            {
                return session;
            }
        }

        return null;
    }

    private void Keep(SessionRecord session)
    {
        if (_sessions.TryGetValue(session.Id, out var before))
        {
            _starts.Remove(StartOf(before));
        }

        if (!_sessions.ContainsKey(session.Id) && _sessions.Count >= _limits.Sessions)
        {
            // Of whoever has the most: who floods this store does so at his own cost.
            var most = _sessions.Values.GroupBy(known => known.Station).MaxBy(known => known.Count())!;
            Forget(most.FirstOrDefault(known => !known.IsRunning) ?? most.First());
        }

        _sessions[session.Id] = session;
        _starts[StartOf(session)] = session.Id;
    }

    private void Keep(StoreChange.Values values)
    {
        if (values.SessionId is not { } id)
        {
            foreach (var sample in values.Samples)
            {
                Keep(_outside, (values.Identity, values.ConnectorId), sample, _limits.SamplesOutsideSessions);
            }

            return;
        }

        if (!_sessions.ContainsKey(id))
        {
            return;
        }

        var kept = _samples.TryGetValue(id, out var known) ? known : _samples[id] = [];
        foreach (var sample in values.Samples)
        {
            var bytes = BytesOf(sample);
            MakeRoom(bytes, id);
            if (kept.Count < _limits.SamplesPerSession && bytes <= _roomBytes)
            {
                _roomBytes -= bytes;
                kept.Add(sample);
            }
        }
    }

    private void Keep(MaintenanceRequest request)
    {
        var requests = _maintenance.TryGetValue(request.Station, out var known) ? known : _maintenance[request.Station] = new();
        var others = requests.Where(other => other.Kind != request.Kind || other.RequestedAt != request.RequestedAt).ToList();
        requests.Clear();
        foreach (var kept in others.Append(request).OrderBy(other => other.RequestedAt).TakeLast(_limits.MaintenanceRequests))
        {
            requests.Enqueue(kept);
        }
    }

    private static void Keep<TKey, T>(Dictionary<TKey, Queue<T>> queues, TKey key, T item, int most)
        where TKey : notnull
    {
        var queue = queues.TryGetValue(key, out var known) ? known : queues[key] = new();
        queue.Enqueue(item);
        while (queue.Count > most)
        {
            queue.Dequeue();
        }
    }

    private void Forget(SessionRecord session)
    {
        _sessions.Remove(session.Id);
        _starts.Remove(StartOf(session));
        ForgetSamples(session.Id);
    }

    private static long BytesOf(MeterSample sample) => 160 + (2L * sample.Value.Length);

    /// <summary>The values of the session that ended first give way to new ones.</summary>
    private void MakeRoom(long bytes, long id)
    {
        while (bytes > _roomBytes && _samples.Keys.Where(known => known != id && !_sessions[known].IsRunning).DefaultIfEmpty().Min() is > 0 and var first)
        {
            ForgetSamples(first);
        }
    }

    private void ForgetSamples(long id)
    {
        _roomBytes += _samples.TryGetValue(id, out var kept) ? kept.Sum(BytesOf) : 0;
        _samples.Remove(id);
    }

    private void Forget(string identity)
    {
        _stations.Remove(identity);
        _states.Remove(identity);
        _maintenance.Remove(identity);
        _localLists.Remove(identity);
        RemoveWhere(_connectors, key => key.Station == identity);
        RemoveWhere(_outside, key => key.Station == identity);
        RemoveWhere(_reservations, key => key.Station == identity);
        RemoveWhere(_configuration, key => key.Station == identity);
        RemoveWhere(_profiles, key => key.Station == identity);
        for (var left = _frames.Count; left > 0; left--)
        {
            if (_frames.Dequeue() is var frame && frame.Station != identity)
            {
                _frames.Enqueue(frame);
            }
        }
    }

    private static void RemoveWhere<TKey, T>(Dictionary<TKey, T> kept, Func<TKey, bool> isGone)
        where TKey : notnull
    {
        foreach (var key in kept.Keys.Where(isGone).ToList())
        {
            kept.Remove(key);
        }
    }

    private static SessionStart StartOf(SessionRecord session) =>
        new(session.Station, session.ConnectorId, session.IdToken, session.StartTime, session.MeterStartWh);

    private sealed class SameStart : IEqualityComparer<SessionStart>
    {
        public static readonly SameStart Instance = new();

        public bool Equals(SessionStart? x, SessionStart? y) =>
            x == y || (x is not null && y is not null && x with { IdToken = y.IdToken } == y &&
                string.Equals(x.IdToken, y.IdToken, StringComparison.OrdinalIgnoreCase));

        public int GetHashCode(SessionStart start) => HashCode.Combine(start.Station, start.ConnectorId, start.Time, start.MeterStartWh);
    }
}
