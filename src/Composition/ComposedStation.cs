using ChargerFirmware.Composition.Diagnostics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Ocpp16;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Events;
using ChargerFirmware.Telemetry.Mqtt;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Composition;

/// <summary>A station with its devices and its way to the central system. Constructed, used and disposed on its loop.</summary>
public sealed class ComposedStation : IDisposable
{
    // Of chargePointSerialNumber (OCPP 1.6, 6.5).
    private const int SerialNumberLengthMax = 25;

    // A disk that answers at all answers within that; a slow one has the rest of the time, too.
    private static readonly TimeSpan s_flush = TimeSpan.FromMilliseconds(500);

    // For the last word to a broker, when all else has used the time up.
    private static readonly TimeSpan s_farewell = TimeSpan.FromMilliseconds(200);

    private readonly DeviceSet _devices;
    private readonly LimitedLog _logging;
    private readonly WatchedStore _store;
    private readonly Loop _loop;
    private readonly StationLabel _label;
    private TelemetrySources? _sources;
    private MqttTelemetry? _mqtt;
    private bool _disposed;

    private ComposedStation(
        Loop loop, DeviceSet devices, WatchedStore store, ChargingStation station, IStationProtocol protocol, StationLabel label,
        LimitedLog logging)
    {
        _logging = logging;
        _store = store;
        _devices = devices;
        Station = station;
        Protocol = protocol;
        _label = label;
        _loop = loop;
    }

    public ChargingStation Station { get; }

    public IStationProtocol Protocol { get; }

    /// <summary>What telemetry looks at; made on first use, because most stations of a fleet never need it.</summary>
    public TelemetrySources Sources => _sources ??= new TelemetrySources
    {
        Loop = _loop,
        Station = Station,
        Backend = new OcppBackend(Protocol),
        Store = _store,
        Traffic = new OcppTraffic(Protocol),
        Buses = _devices.Traffic,
        Frames = new OcppFrames(Protocol),
        Label = _label,
    };

    /// <summary>Builds a station on a board and sets it to work.</summary>
    /// <exception cref="Hardware.Boards.BoardException">The board cannot be used; nothing stays open.</exception>
    public static ComposedStation Start(BoardPlan plan, IBoardBuses buses, CompositionOptions options)
    {
        var devices = DeviceSet.Open(plan, options.Loop, buses);
        try
        {
            var clock = new StationClock(options.Loop.Time, options.MachineClock);
            var recentLog = new RecentLog(clock, options.Logging);
            var logging = new LimitedLog(options.Loop.Time, recentLog);
            var identity = Describe(plan, options);
            var store = new WatchedStore(options.Loop, options.Store, logging.CreateLogger<WatchedStore>());
            var random = options.RandomSource.Fork($"station {options.StationId}").Fork($"start {StartCount.Next(store)}");
            var log = logging.CreateLogger<Ocpp16Station>();
            var settings = new ProtocolSettings { LenientCalls = options.LenientCalls };
            var link = Ocpp16Link.Create(options.Loop, random, options.Dialer, settings, clock, identity, log);
            var happened = new EventLog(store, clock, random, logging.CreateLogger<ChargingStation>());
            var outbox = new Outbox(happened, store, TransactionMessages.Shared, log);
            var events = options.Mqtt is null ? null : new EventReports(
                new FaultBarrier(options.Loop, logging.CreateLogger<FaultBarrier>()), store, happened, options.StationId,
                logging.CreateLogger<EventReports>());
            var parts = new StationParts
            {
                Loop = options.Loop,
                Clock = clock,
                Settings = new StationSettings(),
                Store = store,
                Events = happened,
                Authority = new TokenAuthority(link),
                Name = FileName(options.StationId),
                Transfer = options.FileTransfer,
                Installer = options.Installer,
                Logger = logging.CreateLogger<ChargingStation>(),
            };
            var station = new ChargingStation(parts, devices.InRoles(options.WrapReader));
            station.Diagnostics.Sources.Add(recentLog);
            station.Diagnostics.Sources.Add(new BoardSource(plan.Board));
            var protocol = new Ocpp16Station(options.Loop, link, station, outbox, store, settings, identity, log);
            var label = new StationLabel(
                options.StationId, identity.Vendor, identity.Model, identity.SerialNumber, options.FirmwareVersion);
            var composed = new ComposedStation(options.Loop, devices, store, station, protocol, label, logging);
            composed._mqtt = events is null ? null : Mqtt(composed.Sources, events, options, random, logging);
            station.Begin();
            protocol.Start(options.IsRestart);
            composed._mqtt?.Start();
            return composed;
        }
        catch
        {
            devices.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Ends every transaction in order, gives its messages a while to be sent, and releases everything. What is not sent by then
    /// stays in the store.
    /// </summary>
    /// <param name="timeout">For all of it.</param>
    /// <returns>
    /// Whether the next start finds all that happened; false where some of it was in memory only, or the store had not answered for it in time.
    /// </returns>
    public async Task<bool> ShutDownAsync(StopReason reason, TimeSpan timeout)
    {
        var began = _loop.Time.GetTimestamp();
        await Station.StopAllAsync(reason, timeout);
        await Protocol.DrainAsync(timeout - _loop.Time.GetElapsedTime(began));

        if (_mqtt is not null)
        {
            var left = timeout - _loop.Time.GetElapsedTime(began);
            await _mqtt.LeaveAsync(left > s_farewell ? left : s_farewell);
        }

        var flush = _store.FlushAsync();
        var rest = timeout - _loop.Time.GetElapsedTime(began);
        await Task.WhenAny(flush, Task.Delay(rest > s_flush ? rest : s_flush, _loop.Time));
        var isStored = flush.IsCompleted && _store.IsKept;
        Dispose();
        return isStored;
    }

    /// <summary>Opens every contactor and releases everything. Transactions are not ended: they stay in the store.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _mqtt?.Dispose();
        Protocol.Dispose();
        Station.Dispose();
        _devices.Dispose();
        _store.Dispose();
        _logging.Dispose();
    }

    /// <summary>With nothing in it that a file system, an address or a shell reads in its own way.</summary>
    private static string FileName(string text) => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '-'));

    private static MqttTelemetry Mqtt(
        TelemetrySources sources, EventReports events, CompositionOptions options, RandomSource random, ILoggerFactory logging) => new(
        sources, options.Mqtt!, options.Broker(options.Loop, options.Mqtt!, options.StationId), events, random.Fork("mqtt"),
        logging.CreateLogger<MqttTelemetry>());

    private static StationIdentity Describe(BoardPlan plan, CompositionOptions options)
    {
        var identity = plan.Board.Identity;
        return new StationIdentity(identity.Vendor, identity.Model)
        {
            // A board file without one serves many units, which only their identities distinguish.
            SerialNumber = identity.SerialNumber ?? (options.StationId.Length <= SerialNumberLengthMax ? options.StationId : null),
            FirmwareVersion = options.FirmwareVersion,
            Iccid = identity.Iccid,
            Imsi = identity.Imsi,
        };
    }
}
