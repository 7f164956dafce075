using ChargerFirmware.Central.Tags;
using ChargerFirmware.Central.Transactions;
using ChargerFirmware.Central.Violations;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Central;

/// <summary>
/// A central system for OCPP 1.6J: answers its stations, commands them, keeps what they report, and finds what they do wrong. It answers
/// leniently and records strictly. Adapters hand it their links; all of it is used on its loop, which no station shares: neither side's fault
/// is the other's.
/// </summary>
public sealed class Csms
{
    private readonly Loop _loop;
    private readonly RandomSource _random;
    private readonly SortedDictionary<string, ConnectedStation> _stations = new(StringComparer.Ordinal);
    private readonly List<Violation> _violations = [];

    /// <param name="random">Makes message ids and delays.</param>
    public Csms(Loop loop, RandomSource random, CsmsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(random);
        _loop = loop;
        _random = random;
        Options = options ?? new CsmsOptions();
        Tags = new TagRegister(loop.Time);
        Clock = new CentralClock(loop.Time);
        Transactions = new TransactionBook(Options);
    }

    public event Action<ConnectedStation>? StationConnected;

    public event Action<ConnectedStation, LinkClosed>? StationDisconnected;

    /// <summary>A frame has come or goes, before anything is done about it.</summary>
    public event Action<TracedMessage>? MessageTraced;

    /// <summary>A transaction is reported for the first time.</summary>
    public event Action<TransactionRecord>? TransactionStarted;

    /// <summary>The end of a transaction is reported for the first time.</summary>
    public event Action<TransactionRecord>? TransactionStopped;

    public event Action<Violation>? ViolationFound;

    /// <summary>
    /// A fault in this central system's own logic: where, and what was thrown. The call that led to it hears InternalError; everybody else
    /// goes on.
    /// </summary>
    public event Action<string, Exception>? Faulted;

    /// <summary>Where all of it is used.</summary>
    public Loop Loop => _loop;

    public CsmsOptions Options { get; }

    public TagRegister Tags { get; }

    public CentralClock Clock { get; }

    public TransactionBook Transactions { get; }

    public VendorDataTransfer DataTransfer { get; } = new();

    /// <summary>What stations did wrong, in order; the first ones, where there were too many to keep.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>The stations that are remembered, in order of their identities: all that were ever connected or asked for, up to a number.</summary>
    public IReadOnlyCollection<ConnectedStation> Stations => _stations.Values;

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

    /// <summary>Takes a station's connection and opens it. An older one of the same station is closed.</summary>
    /// <returns>Null where there is no room for one more station: the connection is closed then.</returns>
    public ConnectedStation? Accept(string identity, IFrameLink link)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentNullException.ThrowIfNull(link);
        if (!_stations.TryGetValue(identity, out var station) && !TryMakeRoom())
        {
            ReportStranger(identity, $"there is no room for more than {Options.MaxStations} stations");
            link.Close("there is no room for one more station");
            return null;
        }

        station ??= Add(identity);
        station.Connect(link);
        return station;
    }

    /// <summary>A connection was refused: no station, or not in this way.</summary>
    /// <param name="identity">As far as it is known.</param>
    public void ReportStranger(string identity, string description) =>
        Add(new Violation(_loop.Time.GetUtcNow(), Text.Shortened(identity), ViolationKind.Connection, description, ""));

    /// <summary>Ends all connections.</summary>
    public void DisconnectAll(string reason)
    {
        foreach (var station in _stations.Values.ToArray())
        {
            station.Disconnect(reason);
        }
    }

    internal void Add(Violation violation)
    {
        var station = Find(violation.Station);
        station?.Note(violation);
        if (_violations.Count < Options.MaxViolations && (station is null || station.ViolationCount <= Options.MaxViolationsPerStation))
        {
            _violations.Add(violation);
        }

        ViolationFound?.Invoke(violation);
    }

    private ConnectedStation Add(string identity)
    {
        var station = new ConnectedStation(this, _loop, _random.Fork(identity), identity);
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

        var gone = _stations.Values.Where(station => station is { IsConnected: false, IsAskedFor: false }).MinBy(station => station.LastHeard);
        if (gone is null)
        {
            return false;
        }

        _stations.Remove(gone.Identity);
        Transactions.Forget(gone.Identity);
        return true;
    }

    internal void ReportFault(string where, Exception cause) => Faulted?.Invoke(where, cause);

    internal void Trace(TracedMessage message) => MessageTraced?.Invoke(message);

    internal void ReportConnected(ConnectedStation station) => StationConnected?.Invoke(station);

    internal void ReportDisconnected(ConnectedStation station, LinkClosed closed) => StationDisconnected?.Invoke(station, closed);

    internal void ReportStarted(TransactionRecord record) => TransactionStarted?.Invoke(record);

    internal void ReportStopped(TransactionRecord record) => TransactionStopped?.Invoke(record);
}
