using System.Text.Json;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Commands;

/// <summary>Answers commands, on the result topic and where the asker wants it. Of more than it can hold the oldest go.</summary>
internal sealed class AnswerPublisher : Publisher
{
    private const int Capacity = 64;
    private const int LongestTopic = 256, LongestCorrelationBytes = 256;

    private readonly string _topic;
    private readonly string? _discoveryPrefix;
    private readonly LinkedList<BrokerMessage> _waiting = [];

    /// <param name="discoveryPrefix">Below it only this program publishes.</param>
    public AnswerPublisher(BrokerLink link, TopicTree topics, string? discoveryPrefix)
        : base(link)
    {
        _topic = topics.Of(TopicTable.Result);
        _discoveryPrefix = discoveryPrefix;
        link.Connected += Send;
    }

    protected override bool HasMore => _waiting.Count > 0;

    public void Answer(ReceivedMessage asked, CommandAnswer answer) => Link.FaultBarrier.Run(() =>
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(answer, CommandJson.Default.CommandAnswer);
        Add(new BrokerMessage(_topic, payload, AtLeastOnce: true));
        if (asked.ResponseTopic is { } wanted && IsHarmless(wanted) && asked.Correlation is not { Length: > LongestCorrelationBytes })
        {
            Add(new BrokerMessage(wanted, payload, AtLeastOnce: true) { Correlation = asked.Correlation });
        }

        Send();
    });

    public override void Dispose()
    {
        Link.Connected -= Send;
        base.Dispose();
    }

    protected override BrokerMessage? Take() => _waiting.First?.Value;

    /// <summary>An answer that the broker refuses is given up: who asked is not the one to blame, and the next one waits.</summary>
    protected override void Settle(BrokerMessage message, PublishOutcome outcome)
    {
        if ((outcome.IsTaken || outcome.Refusal is not null) && ReferenceEquals(_waiting.First?.Value, message))
        {
            _waiting.RemoveFirst();
        }
    }

    private void Add(BrokerMessage message)
    {
        if (_waiting.Count == Capacity)
        {
            _waiting.RemoveFirst();
        }

        _waiting.AddLast(message);
    }

    /// <summary>An answer topic must not make this station command another one, or speak for it.</summary>
    private bool IsHarmless(string topic) =>
        topic.Length is > 0 and <= LongestTopic && topic[0] != '$' && !topic.Any(letter => letter is '+' or '#' || char.IsControl(letter)) &&
        !topic.Split('/').Any(level => level is "command" or "set") &&
        (_discoveryPrefix is null || !topic.StartsWith(_discoveryPrefix + "/", StringComparison.Ordinal));
}
