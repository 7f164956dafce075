using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Telemetry.Events;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>
/// Publishes the events of one kind one after the other, each until the broker has taken it. A publisher for each kind: a broker that refuses the
/// one holds up nothing of the other.
/// </summary>
internal sealed class EventPublisher : Publisher
{
    private static readonly TimeSpan s_retryRefused = TimeSpan.FromSeconds(30);

    private readonly EventQueue _events;
    private readonly TopicTree _topics;
    private EventHead? _underWay;

    public EventPublisher(BrokerLink link, EventQueue events, TopicTree topics)
        : base(link)
    {
        _events = events;
        _topics = topics;
        events.Changed += Send;
        link.Connected += Send;
    }

    protected override bool HasMore => _events.Count > 0;

    public override void Dispose()
    {
        _events.Changed -= Send;
        Link.Connected -= Send;
        base.Dispose();
    }

    protected override BrokerMessage? Take()
    {
        _underWay = _events.Next;
        return _underWay switch
        {
            TransactionEvent transaction => Message(TopicTable.TransactionEvent, transaction, EventJson.Default.TransactionEvent),
            FaultEvent fault => Message(TopicTable.FaultEvent, fault, EventJson.Default.FaultEvent),
            _ => null,
        };
    }

    protected override void Settle(BrokerMessage message, PublishOutcome outcome)
    {
        if (outcome.IsTaken)
        {
            _events.Pass(_underWay!);
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
