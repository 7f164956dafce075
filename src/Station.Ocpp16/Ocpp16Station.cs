using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Ocpp16.Configuration;
using ChargerFirmware.Station.Ocpp16.Core;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;
using ChargerFirmware.Station.Ocpp16.Link;
using ChargerFirmware.Station.Ocpp16.LocalAuthListManagement;
using ChargerFirmware.Station.Ocpp16.RemoteTrigger;
using ChargerFirmware.Station.Ocpp16.Reservation;
using ChargerFirmware.Station.Ocpp16.SmartCharging;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>
/// A charging station's OCPP 1.6J side. It comes first, because the station needs somebody to ask and somewhere to log; then
/// <see cref="Bind"/> ties the two together and <see cref="Start"/> dials. Used on the loop only.
/// </summary>
public sealed class Ocpp16Station : IDisposable
{
    private readonly Loop _loop;
    private readonly WatchedStore _store;
    private readonly ILogger _logger;
    private readonly ProtocolSettings _settings = new();
    private readonly Outbox _outbox;
    private readonly StationIdentity _identity;
    private readonly List<IDisposable> _parts = [];
    private RecentFrames? _frames;

    public Ocpp16Station(
        Loop loop, Entropy entropy, WatchedStore store, EventLog log, ILinkDialer dialer, StationIdentity identity, StationClock clock, ILogger logger)
    {
        _loop = loop;
        _store = store;
        _identity = identity;
        _logger = logger;
        Clock = clock;
        Link = new CentralSystemLink(loop, entropy, dialer, _settings, Clock, identity, logger);
        TokenAuthority = new TokenAuthority(Link);
        _outbox = new Outbox(log, store, TransactionMessages.Shared, logger);
    }

    /// <summary>Restarts the station when the central system has asked for it and all is ready; false when that failed. Called on the loop.</summary>
    public Func<ResetKind, bool> Restart { get; set; } = _ => false;

    /// <summary>What the configuration key LenientCalls says where the central system has not set it. Set before <see cref="Bind"/>.</summary>
    public bool LenientCalls
    {
        get => _settings.LenientCalls;
        init => _settings.LenientCalls = value;
    }

    public StationClock Clock { get; }

    public StationSettings StationSettings { get; } = new();

    public ITokenAuthority TokenAuthority { get; }

    public CentralSystemLink Link { get; }

    /// <summary>Transaction messages not answered yet.</summary>
    public int QueueDepth => _outbox.Count;

    /// <summary>When what the oldest of them tells has happened; null when none waits.</summary>
    public DateTimeOffset? OldestMessageAt => _outbox.OldestAt;

    /// <summary>Transaction messages that were refused for good and are kept.</summary>
    public int DeadLetters => _outbox.DeadLetters;

    /// <summary><see cref="QueueDepth"/> or <see cref="DeadLetters"/> has changed. Raised on the loop.</summary>
    public event Action? QueueChanged
    {
        add => _outbox.CountChanged += value;
        remove => _outbox.CountChanged -= value;
    }

    /// <summary>The keys the central system sees.</summary>
    public ConfigurationTable Configuration { get; private set; } = null!;

    public void Bind(ChargingStation station)
    {
        Configuration = new ConfigurationTable(station, _settings, _store, _logger);
        var statuses = new StatusNotifier(_loop, station, Link, _settings);
        var sender = new TransactionSender(_loop, _outbox, Link, station, _settings, _logger);
        var reset = new ResetSequence(_loop, station, _outbox, _settings, kind => Restart(kind), _logger);
        var maintenance = new MaintenanceNotifier(_loop, station, Link);
        station.Firmware.RestartStation = async () =>
        {
            await maintenance.UntilToldAsync();
            return await reset.RestartForUpdateAsync();
        };
        var frames = _frames = new RecentFrames(Link, Clock);
        station.Diagnostics.Sources.Add(frames);
        station.Diagnostics.Sources.Add(new StationReport(station, Link, Configuration, _identity));
        station.Diagnostics.Sources.Add(new StoredMessages(_store));
        var dispatcher = new CallDispatcher(Link, _settings,
        [
            new CancelReservationHandler(station),
            new ChangeAvailabilityHandler(station),
            new ChangeConfigurationHandler(Configuration),
            new ClearCacheHandler(station),
            new ClearChargingProfileHandler(station),
            new DataTransferHandler(),
            new GetCompositeScheduleHandler(station),
            new GetConfigurationHandler(Configuration),
            new GetDiagnosticsHandler(station.Diagnostics),
            new GetLocalListVersionHandler(station),
            new RemoteStartTransactionHandler(station, Link),
            new RemoteStopTransactionHandler(station, _outbox, Link),
            new ReserveNowHandler(station),
            new ResetHandler(station, reset, _store),
            new SendLocalListHandler(station),
            new SetChargingProfileHandler(station),
            new TriggerMessageHandler(_loop, station, Link, statuses, maintenance),
            new UnlockConnectorHandler(station),
            new UpdateFirmwareHandler(station.Firmware),
        ]);
        Link.Handler = dispatcher.DispatchAsync;
        Link.OperationBegan += afterBoot =>
        {
            statuses.Refresh(all: afterBoot);
            sender.Send();
            maintenance.Send();
            station.Firmware.NoteAccepted();
            station.Diagnostics.Resume();
        };
        Configuration.Changed += key => Link.OnSettingChanged(key.Name);
        _parts.AddRange([statuses, sender, maintenance, frames, new AlignedValuesSender(_loop, station, Link)]);
    }

    /// <summary>The latest frames, the oldest of them first; bounded by number and by size.</summary>
    public IReadOnlyList<RecentFrame> LatestFrames(int count) => _frames?.Latest(count) ?? [];

    /// <summary>Dials. The station works whether or not anybody answers.</summary>
    public void Start() => Link.Start();

    /// <inheritdoc cref="CentralSystemLink.StartAgain"/>
    public void StartAgain() => Link.StartAgain();

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        Link.Dispose();
    }
}
