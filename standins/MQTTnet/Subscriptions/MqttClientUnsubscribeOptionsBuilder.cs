using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>Builds <see cref="MqttClientUnsubscribeOptions"/>.</summary>
public sealed class MqttClientUnsubscribeOptionsBuilder
{
    private readonly MqttClientUnsubscribeOptions _options = new();

    public MqttClientUnsubscribeOptions Build() => _options;

    public MqttClientUnsubscribeOptionsBuilder WithTopicFilter(string topic)
    {
        _options.TopicFilters.Add(topic ?? throw new ArgumentNullException(nameof(topic)));
        return this;
    }

    public MqttClientUnsubscribeOptionsBuilder WithTopicFilter(MqttTopicFilter topicFilter) =>
        WithTopicFilter((topicFilter ?? throw new ArgumentNullException(nameof(topicFilter))).Topic);

    public MqttClientUnsubscribeOptionsBuilder WithUserProperty(MqttUserProperty userProperty)
    {
        (_options.UserProperties ??= []).Add(userProperty ?? throw new ArgumentNullException(nameof(userProperty)));
        return this;
    }
}
