using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Telemetry.Journal;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>
/// Tells the events of one kind one after the other, each until the broker has taken it. A lane for each kind: a broker that refuses the
/// one holds up nothing of the other.
/// </summary>
internal sealed class EventLane : Lane
{
    private static readonly TimeSpan s_retryRefused = TimeSpan.FromSeconds(30);

    private readonly EventJournal _events;
    private readonly Func<EventRow?> _next;
    private readonly TopicTree _topics;
    private EventRow? _underWay;

    public EventLane(BrokerLink link, EventJournal events, Func<EventRow?> next, TopicTree topics)
        : base(link)
    {
        _events = events;
        _next = next;
        _topics = topics;
        events.Changed += Send;
        link.Connected += Send;
    }

    protected override bool HasMore => _next() is not null;

    public override void Dispose()
    {
        _events.Changed -= Send;
        Link.Connected -= Send;
        base.Dispose();
    }

    protected override BrokerMessage? Take()
    {
        _underWay = _next();
        return _underWay switch
        {
            { Transaction: { } transaction } => Message(TopicTable.TransactionEvent, transaction, EventJson.Default.TransactionEvent),
            { Fault: { } fault } => Message(TopicTable.FaultEvent, fault, EventJson.Default.FaultEvent),
            _ => null,
        };
    }

    protected override void Settle(BrokerMessage message, PublishOutcome outcome)
    {
        if (outcome.IsTaken)
        {
            _events.Remove(_underWay!);
        }
        else if (outcome.Refusal is { } refusal)
        {
            Link.Complain($"{refusal} for events", $"it refuses {message.Topic}; events wait");
            Pause(s_retryRefused);
        }
    }

    private BrokerMessage Message<T>(Topic topic, T body, JsonTypeInfo<T> type)
        where T : EventHead =>
        new(_topics.Of(topic, body.Connector), JsonSerializer.SerializeToUtf8Bytes(body, type), AtLeastOnce: true);
}
