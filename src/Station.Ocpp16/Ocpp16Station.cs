using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Ocpp16.Configuration;
using ChargerFirmware.Station.Ocpp16.Core;
using ChargerFirmware.Station.Ocpp16.Link;
using ChargerFirmware.Station.Ocpp16.RemoteTrigger;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>
/// A charging station's OCPP 1.6J side. It comes first, because the station needs somebody to ask and somewhere to log; then
/// <see cref="Bind"/> ties the two together and <see cref="Start"/> dials. Used on the loop only.
/// </summary>
public sealed class Ocpp16Station : IDisposable
{
    private readonly Loop _loop;
    private readonly IStationStore _store;
    private readonly ILogger _logger;
    private readonly ProtocolSettings _settings = new();
    private readonly TransactionJournal _journal;
    private StatusNotifier? _statuses;
    private TransactionSender? _sender;

    public Ocpp16Station(Loop loop, Entropy entropy, IStationStore store, ILinkDialer dialer, StationIdentity identity, ILogger logger)
    {
        _loop = loop;
        _store = store;
        _logger = logger;
        Clock = new StationClock(loop.Time);
        Link = new CentralSystemLink(loop, entropy, dialer, _settings, Clock, identity, logger);
        TokenAuthority = new TokenAuthority(Link);
        _journal = new TransactionJournal(store, logger);
    }

    /// <summary>The central system has asked for a restart, and all is ready for it. Raised on the loop.</summary>
    public event Action<ResetKind>? RestartRequested;

    public StationClock Clock { get; }

    public StationSettings StationSettings { get; } = new();

    public ITransactionLog TransactionLog => _journal;

    public ITokenAuthority TokenAuthority { get; }

    public CentralSystemLink Link { get; }

    /// <summary>Transaction messages not answered yet.</summary>
    public int QueueDepth => _journal.Count;

    /// <summary>The keys the central system sees.</summary>
    public ConfigurationTable Configuration { get; private set; } = null!;

    public void Bind(ChargingStation station)
    {
        Configuration = new ConfigurationTable(StandardKeys.All(station, _settings), _store, _logger);
        var statuses = new StatusNotifier(_loop, station, Link);
        var sender = new TransactionSender(_loop, _journal, Link, station, _settings, _logger);
        var reset = new ResetSequence(_loop, station, _journal, kind => RestartRequested?.Invoke(kind));
        var dispatcher = new CallDispatcher(Link,
        [
            new ChangeConfigurationHandler(Configuration),
            new GetConfigurationHandler(Configuration),
            new RemoteStartTransactionHandler(station, Link),
            new RemoteStopTransactionHandler(station, _journal, Link),
            new ResetHandler(reset),
            new TriggerMessageHandler(_loop, station, Link, statuses),
        ]);
        Link.Handler = dispatcher.DispatchAsync;
        Link.OperationBegan += afterBoot =>
        {
            statuses.Refresh(all: afterBoot);
            sender.Send();
        };
        _statuses = statuses;
        _sender = sender;
    }

    /// <summary>Dials. The station works whether or not anybody answers.</summary>
    public void Start() => Link.Start();

    public void Dispose()
    {
        _statuses?.Dispose();
        _sender?.Dispose();
        Link.Dispose();
    }
}
