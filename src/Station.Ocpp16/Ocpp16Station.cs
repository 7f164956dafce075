using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Station.Ocpp16.Configuration;
using ChargerFirmware.Station.Ocpp16.Core;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;
using ChargerFirmware.Station.Ocpp16.LocalAuthListManagement;
using ChargerFirmware.Station.Ocpp16.RemoteTrigger;
using ChargerFirmware.Station.Ocpp16.Reservation;
using ChargerFirmware.Station.Ocpp16.SmartCharging;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Configuration;
using ChargerFirmware.Station.Protocol.Frames;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Protocol.Maintenance;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>
/// A charging station's OCPP 1.6J side. The link and the outbox come first, because the station needs an authority to ask and the event log its
/// readers; this ties the three together, and <see cref="Start"/> dials.
/// </summary>
public sealed class Ocpp16Station : IStationProtocol
{
    private readonly Outbox _outbox;
    private readonly TransactionSender _sender;
    private readonly RecentFrames _frames;
    private readonly ActionHandlers _handlers;
    private readonly IDisposable[] _parts;

    /// <param name="link">Not started yet; it is this one's from now on.</param>
    /// <param name="outbox">What reads the event log of <paramref name="station"/>.</param>
    /// <param name="settings">Those of <paramref name="link"/>.</param>
    public Ocpp16Station(
        Loop loop, CentralSystemLink link, ChargingStation station, Outbox outbox, WatchedStore store, ProtocolSettings settings,
        StationIdentity identity, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(station);
        Link = link;
        _outbox = outbox;
        Configuration = new ConfigurationTable(StandardKeys.For(station), station, settings, store, logger);
        var statuses = new StatusNotifier(loop, station, link, settings, new StatusMessages(station, link));
        _sender = new TransactionSender(loop, outbox, TransactionMessages.Shared, link, station, settings, logger);
        var reset = new ResetSequence(loop, station, outbox, settings, kind => Restart(kind), logger);
        var maintenance = new MaintenanceNotifier(loop, station, link, new MaintenanceMessages(link));
        station.Firmware.RestartStation = async () =>
        {
            await maintenance.DrainAsync();
            return await reset.RestartForUpdateAsync();
        };
        _frames = new RecentFrames(link, station.Clock, FrameSecrets.Redaction);
        station.Diagnostics.Sources.Add(_frames);
        station.Diagnostics.Sources.Add(new StationReport(station, link, Configuration, identity));
        station.Diagnostics.Sources.Add(new StoredMessages(store));
        _handlers = new ActionHandlers(
            Ocpp16Catalog.All,
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
            new RemoteStartTransactionHandler(station, link),
            new RemoteStopTransactionHandler(station, outbox, link),
            new ReserveNowHandler(station),
            new ResetHandler(station, reset, store),
            new SendLocalListHandler(station),
            new SetChargingProfileHandler(station),
            new TriggerMessageHandler(loop, station, link, statuses, maintenance),
            new UnlockConnectorHandler(station),
            new UpdateFirmwareHandler(station.Firmware),
        ]);
        link.OperationBegan += afterBoot =>
        {
            statuses.Refresh(all: afterBoot);
            _sender.Send();
            maintenance.Send();
            station.Firmware.NoteAccepted();
            station.Diagnostics.Resume();
        };
        Configuration.Changed += OnChanged;
        _parts = [statuses, _sender, maintenance, _frames, new AlignedValuesSender(loop, station, link)];
    }

    public event Action? QueueChanged
    {
        add => _outbox.CountChanged += value;
        remove => _outbox.CountChanged -= value;
    }

    public MessageCatalog Catalog => Ocpp16Catalog.All;

    public CentralSystemLink Link { get; }

    public ConfigurationTable Configuration { get; }

    public int QueueDepth => _outbox.Count;

    public DateTimeOffset? OldestMessageAt => _outbox.OldestAt;

    public int DeadLetters => _outbox.DeadLetters;

    public Func<ResetKind, bool> Restart { get; set; } = _ => false;

    public IReadOnlyList<RecentFrame> LatestFrames(int count) => _frames.Latest(count);

    public Task DrainAsync(TimeSpan timeout) => _sender.DrainAsync(timeout);

    public void Start(bool isRestart)
    {
        _outbox.Begin();
        Link.Start(_handlers, isRestart);
    }

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        Link.Dispose();
    }

    private void OnChanged(ConfigurationKey key)
    {
        switch (key.Name)
        {
            case "HeartbeatInterval":
                Link.FollowHeartbeatInterval();
                break;
            case "WebSocketPingInterval":
                Link.FollowPingInterval();
                break;
        }
    }
}
