using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Telemetry.Events;
using ChargerFirmware.Telemetry.Mqtt.Commands;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Discovery;
using ChargerFirmware.Telemetry.Mqtt.Payloads;
using ChargerFirmware.Telemetry.Mqtt.Topics;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry.Mqtt;

/// <summary>
/// Publishes the state of the station to a broker. Nothing of the station waits for it: a broker that is down, slow, full or hostile costs messages
/// that were overtaken by newer ones, and nothing else. Used on the loop only.
/// </summary>
public sealed class MqttTelemetry : IDisposable
{
    private static readonly byte[] s_offline = "offline"u8.ToArray();
    private static readonly TimeSpan s_longestFarewell = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_shortestFarewell = TimeSpan.FromMilliseconds(50);

    private readonly TelemetrySources _sources;
    private readonly TopicTree _topics;
    private readonly BrokerLink _link;
    private readonly PayloadUpdater _board;
    private readonly EventReports _events;
    private readonly List<Publisher> _publishers;
    private readonly HomeAssistant _homeAssistant;
    private readonly MqttSettings _settings;
    private readonly RetainedTopics _retained;
    private readonly RetainedPublisher _certain;
    private readonly ITimer _period;

    /// <summary>The station, as null, and its connectors.</summary>
    private readonly List<Connector?> _places;

    private int _next;

    public MqttTelemetry(
        TelemetrySources sources, MqttSettings settings, IBroker broker, EventReports events, RandomSource random, ILogger logger)
    {
        _sources = sources;
        _settings = settings;
        _retained = new RetainedTopics(sources.Store);
        _topics = new TopicTree(settings.Prefix, sources.Label.Id);
        _link = new BrokerLink(
            sources.Loop, events.FaultBarrier, broker, settings.Address, Availability(s_offline),
            CommandHandler.Filters(settings.Commands, _topics), random, logger);
        _events = events;
        _certain = new RetainedPublisher(_link, _retained, atLeastOnce: true);
        var frequent = new RetainedPublisher(_link, _retained, atLeastOnce: false);
        var answers = new AnswerPublisher(_link, _topics, settings.DiscoveryPrefix);
        _publishers =
        [
            _certain, frequent, new EventPublisher(_link, events.Transactions, _topics),
            new EventPublisher(_link, events.Faults, _topics), answers,
        ];
        _board = new PayloadUpdater(new PayloadSources(sources, events), settings.Form, _topics, _certain, frequent);
        _homeAssistant = new HomeAssistant(sources, settings, _topics, _certain);
        broker.Received += new CommandHandler(sources, settings.Commands, _topics, answers, logger).Receive;
        _places = [null, .. sources.Station.Connectors];
        events.FaultBarrier.Failed += _link.Dispose;

        // One place a turn, so that no turn of the loop is long: the station, then each connector.
        var step = settings.Period / _places.Count;
        _period = sources.Loop.Time.CreateTimer(_ => events.FaultBarrier.Run(LookAtNext), null, step, step);
    }

    /// <summary>Begins to publish, and to dial.</summary>
    public void Start()
    {
        _events.FaultBarrier.Run(() =>
        {
            _board.Show(TopicTable.Availability, "online");
            foreach (var connector in _places)
            {
                _board.Show(connector, static trigger => trigger != PayloadTrigger.Period);
            }

            _homeAssistant.Show();
            TakeAwayLeftBehind();
        });
        _sources.Station.Reported += OnReported;
        _sources.Backend.Changed += OnBackendChanged;
        _sources.Station.Operator.Changed += OnOrdersChanged;
        _link.Start();
    }

    /// <summary>Publishes what still waits, and that the station goes offline, while there is a connection.</summary>
    /// <param name="timeout">For all of it; never longer than a few seconds.</param>
    public async Task LeaveAsync(TimeSpan timeout)
    {
        timeout = timeout < s_longestFarewell ? timeout : s_longestFarewell;
        var time = _sources.Loop.Time;
        var began = time.GetTimestamp();
        _events.FaultBarrier.Run(LookAtAll);
        await UntilSentAsync(timeout);
        var left = timeout - time.GetElapsedTime(began);
        await _link.LeaveAsync(Availability(s_offline), left > s_shortestFarewell ? left : s_shortestFarewell);
    }

    public void Dispose()
    {
        _period.Dispose();
        _sources.Station.Reported -= OnReported;
        _sources.Backend.Changed -= OnBackendChanged;
        _sources.Station.Operator.Changed -= OnOrdersChanged;
        _publishers.ForEach(publisher => publisher.Dispose());
        _link.Dispose();
    }

    private BrokerMessage Availability(byte[] word) => new(_topics.Of(TopicTable.Availability), word, AtLeastOnce: true, Retain: true);

    /// <summary>What an earlier run had retained and this one has no more: nothing else would ever remove it.</summary>
    private void TakeAwayLeftBehind()
    {
        var topics = _topics.Retained(_settings.Form, _sources.Station.Connectors.Select(connector => connector.Id));
        foreach (var topic in _retained.Begin(topics.Concat(_homeAssistant.Shown).ToHashSet(StringComparer.Ordinal)))
        {
            _certain.Show(topic, ReadOnlyMemory<byte>.Empty);
        }
    }

    /// <summary>Waits until everything is sent, or the connection is gone.</summary>
    private async Task UntilSentAsync(TimeSpan timeout)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = _sources.Loop.Time.CreateTimer(_ => sent.TrySetResult(), null, timeout, Timeout.InfiniteTimeSpan);
        _link.Disconnected += Check;
        _publishers.ForEach(publisher => publisher.Idle += Check);
        Check();
        await sent.Task;
        _publishers.ForEach(publisher => publisher.Idle -= Check);
        _link.Disconnected -= Check;

        void Check()
        {
            if (!_link.IsConnected || _publishers.TrueForAll(publisher => publisher.IsIdle))
            {
                sent.TrySetResult();
            }
        }
    }

    private void LookAtNext()
    {
        LookAt(_places[_next]);
        _next = (_next + 1) % _places.Count;
    }

    private void LookAt(Connector? connector) => _board.Show(connector, static _ => true);

    private void LookAtAll()
    {
        foreach (var connector in _places)
        {
            LookAt(connector);
        }
    }

    private void OnReported(ConnectorReport report) => _events.FaultBarrier.Run(
        () => _board.Show(_sources.Station.Find(report.ConnectorId), static trigger => trigger == PayloadTrigger.Report));

    private void OnBackendChanged() => _events.FaultBarrier.Run(() => _board.Show(null, static trigger => trigger == PayloadTrigger.Backend));

    /// <summary>A new limit shows in the measurement, too, and an operator looks there.</summary>
    private void OnOrdersChanged() => _sources.Loop.Post(() => _events.FaultBarrier.Run(LookAtAll));
}
