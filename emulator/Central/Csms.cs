using ChargerFirmware.Central.Bindings;
using ChargerFirmware.Central.Layers;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central;

/// <summary>
/// A central system: answers its stations, commands them, and keeps what they report. It knows no version of OCPP; bindings do. Layers around it
/// judge its stations, or spoil its answers, where somebody has asked for that. Adapters hand it their links; all of it is used on its loop, which
/// no station on the bench shares.
/// </summary>
public sealed class Csms
{
    private readonly RandomSource _random;
    private readonly IReadOnlyList<IOcppBinding> _bindings;
    private readonly SortedDictionary<string, ConnectedStation> _stations = new(StringComparer.Ordinal);

    /// <param name="random">Makes message ids.</param>
    /// <param name="bindings">The versions that it speaks, the one it likes best first.</param>
    /// <param name="store">In memory unless given; the central system does not own it.</param>
    public Csms(Loop loop, RandomSource random, IReadOnlyList<IOcppBinding> bindings, CsmsOptions? options = null, ICentralStore? store = null)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(bindings);
        Loop = loop;
        _random = random;
        _bindings = bindings;
        Options = options ?? new CsmsOptions();
        Store = store ?? new MemoryStore();
        Tokens = new IdTokens(loop.Time, Store);
        Clock = new CentralClock(loop.Time);
        Sessions = new Sessions(loop.Time, Store, Options);
        Sessions.Started += session => SessionStarted?.Invoke(session);
        Sessions.Stopped += session => SessionStopped?.Invoke(session);
    }

    public event Action<ConnectedStation>? StationConnected;

    public event Action<ConnectedStation, LinkClosed>? StationDisconnected;

    /// <summary>A connection was refused: as whom it came, as far as that is known, and why.</summary>
    public event Action<string, string>? Refused;

    /// <summary>A frame has come or goes, before anything is done about it.</summary>
    public event Action<TracedMessage>? MessageTraced;

    /// <summary>Something about the frames of a connection, such as an answer that nobody has asked for.</summary>
    public event Action<StationConnection, ConnectedStation, RpcIncident>? Incident;

    /// <summary>A session is reported for the first time.</summary>
    public event Action<SessionRecord>? SessionStarted;

    /// <summary>The end of a session is reported for the first time.</summary>
    public event Action<SessionRecord>? SessionStopped;

    /// <summary>One more entry of a station's state log.</summary>
    public event Action<StateEntry>? StateChanged;

    /// <summary>
    /// A fault in this central system's own logic, or its store: where, and what was thrown. The call that led to it hears InternalError;
    /// everybody else goes on.
    /// </summary>
    public event Action<string, Exception>? Faulted;

    /// <summary>Where all of it is used.</summary>
    public Loop Loop { get; }

    public CsmsOptions Options { get; }

    public ICentralStore Store { get; }

    public IdTokens Tokens { get; }

    public CentralClock Clock { get; }

    public Sessions Sessions { get; }

    /// <summary>What stands around the answers to stations, the outermost first; set before the first station connects.</summary>
    public IList<ICsmsLayer> Layers { get; } = [];

    /// <summary>What may be negotiated, in order of preference.</summary>
    public IEnumerable<string> Subprotocols => _bindings.Select(binding => binding.Subprotocol);

    /// <summary>The stations that are remembered, in order of their identities: all that were ever connected or asked for, up to a number.</summary>
    public IReadOnlyCollection<ConnectedStation> Stations => _stations.Values;

    /// <summary>Goes on from what the store has kept; needed once, before the first station, where the store may have kept something.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public async Task RestoreAsync()
    {
        var state = await Store.LoadAsync();
        Tokens.Restore(state.Tokens);
        Sessions.Restore(state.Running);
        foreach (var record in state.Stations.OrderByDescending(known => known.LastHeard).Take(Options.MaxStations))
        {
            var station = new ConnectedStation(this, RandomOf(record.Identity), record);
            station.Restore(state);
            _stations[record.Identity] = station;
        }
    }

    /// <summary>The station of that identity, if it is remembered.</summary>
    public ConnectedStation? Find(string identity) => _stations.GetValueOrDefault(identity);

    /// <summary>The station of that identity, connected or not, known or not. What is set here before it connects is in force when it does.</summary>
    public ConnectedStation Station(string identity)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        var station = _stations.GetValueOrDefault(identity) ?? Add(identity);
        station.IsAskedFor = true;
        return station;
    }

    /// <summary>The version of a subprotocol; null for one that is not spoken here.</summary>
    public IOcppBinding? BindingOf(string subprotocol) => _bindings.FirstOrDefault(binding => binding.Subprotocol == subprotocol);

    /// <summary>Takes a station's connection and opens it. An older one of the same station is closed.</summary>
    /// <param name="from">Where it comes from, for people; null where nobody knows.</param>
    /// <returns>Null where there is no room for one more station, or it speaks no version that is known: the connection is closed then.</returns>
    public ConnectedStation? Accept(string identity, IFrameLink link, string? from = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentNullException.ThrowIfNull(link);
        if (BindingOf(link.Subprotocol) is not { } version)
        {
            ReportRefused(identity, $"expected a subprotocol of {string.Join(", ", Subprotocols)}, found \"{link.Subprotocol}\"");
            link.Close("the subprotocol is not spoken here");
            return null;
        }

        if (!_stations.TryGetValue(identity, out var station) && !TryMakeRoom())
        {
            ReportRefused(identity, $"there is no room for more than {Options.MaxStations} stations");
            link.Close("there is no room for one more station");
            return null;
        }

        station ??= Add(identity);
        station.Connect(link, version, from);
        return station;
    }

    /// <summary>A connection was refused: no station, or not in this way.</summary>
    /// <param name="identity">As far as it is known.</param>
    public void ReportRefused(string identity, string description) => Refused?.Invoke(Text.Shortened(identity), description);

    /// <summary>Ends all connections.</summary>
    public void DisconnectAll(string reason)
    {
        foreach (var station in _stations.Values.ToArray())
        {
            station.Disconnect(reason);
        }
    }

    internal RandomSource RandomOf(string identity) => _random.Fork(identity);

    internal void ReportFault(string where, Exception cause) => Faulted?.Invoke(where, cause);

    internal void ReportIncident(StationConnection connection, ConnectedStation station, RpcIncident incident) =>
        Incident?.Invoke(connection, station, incident);

    internal void Trace(TracedMessage message) => MessageTraced?.Invoke(message);

    internal void ReportConnected(ConnectedStation station)
    {
        Keep(station, new StateEntry(station.Identity, Loop.Time.GetUtcNow(), StateKind.Connected, null, station.Subprotocol ?? "", null));
        try
        {
            StationConnected?.Invoke(station);
        }
#pragma warning disable CA1031 // Whatever it is, the connection is opened all the same.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ReportFault($"{station.Identity}: telling of its connection", fault);
        }
    }

    internal void ReportDisconnected(ConnectedStation station, LinkClosed closed)
    {
        Keep(station, new StateEntry(
            station.Identity, Loop.Time.GetUtcNow(), StateKind.Disconnected, null, closed.Cause.ToString(), Text.Shortened(closed.Description)));
        StationDisconnected?.Invoke(station, closed);
    }

    /// <summary>An entry of a state log that is kept already.</summary>
    internal void ReportState(StateEntry entry) => StateChanged?.Invoke(entry);

    private void Keep(ConnectedStation station, StateEntry entry)
    {
        Keep(station.Identity, new StoreChange.Station(station.Current), new StoreChange.State(entry));
        ReportState(entry);
    }

    /// <summary>Keeps what nobody waits for.</summary>
    private void Keep(string station, params IReadOnlyList<StoreChange> changes) => Loop.Start(async () =>
    {
        try
        {
            await Store.WriteAsync(changes);
        }
        catch (StoreException refused)
        {
            ReportFault($"{station}: keeping what has become of it", refused);
        }
    });

    private ConnectedStation Add(string identity)
    {
        var station = new ConnectedStation(this, RandomOf(identity), new StationRecord(identity));
        _stations.Add(identity, station);
        return station;
    }

    /// <summary>Forgets whoever was away for longest, where there is no room.</summary>
    private bool TryMakeRoom()
    {
        if (_stations.Count < Options.MaxStations)
        {
            return true;
        }

        var gone = _stations.Values
            .Where(station => station is { IsConnected: false, IsAskedFor: false } && !station.Sessions.Any(session => session.IsRunning))
            .MinBy(station => station.LastHeard);
        if (gone is null)
        {
            return false;
        }

        _stations.Remove(gone.Identity);
        Sessions.Forget(gone.Identity);
        Keep(gone.Identity, new StoreChange.StationForgotten(gone.Identity));
        return true;
    }
}
