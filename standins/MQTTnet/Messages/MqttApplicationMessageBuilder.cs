using System.Buffers;
using System.Text;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Builds an <see cref="MqttApplicationMessage"/>.</summary>
public sealed class MqttApplicationMessageBuilder
{
    private readonly MqttApplicationMessage _message = new();

    /// <exception cref="MqttProtocolViolationException">There is neither a topic nor an alias of one.</exception>
    public MqttApplicationMessage Build() =>
        !string.IsNullOrEmpty(_message.Topic) || _message.TopicAlias != 0 ? _message
            : throw new MqttProtocolViolationException("Topic or TopicAlias is not set.");

    public MqttApplicationMessageBuilder WithContentType(string contentType) => Set(() => _message.ContentType = contentType);

    public MqttApplicationMessageBuilder WithCorrelationData(byte[] correlationData) => Set(() => _message.CorrelationData = correlationData);

    public MqttApplicationMessageBuilder WithMessageExpiryInterval(uint messageExpiryInterval) =>
        Set(() => _message.MessageExpiryInterval = messageExpiryInterval);

    public MqttApplicationMessageBuilder WithPayload(byte[]? payload) => WithPayload(new ReadOnlySequence<byte>(payload ?? []));

    public MqttApplicationMessageBuilder WithPayload(ArraySegment<byte> payloadSegment) => WithPayload(new ReadOnlySequence<byte>(payloadSegment));

    public MqttApplicationMessageBuilder WithPayload(string? payload) => WithPayload(Encoding.UTF8.GetBytes(payload ?? ""));

    public MqttApplicationMessageBuilder WithPayload(ReadOnlySequence<byte> payload) => Set(() => _message.Payload = payload);

    public MqttApplicationMessageBuilder WithPayloadFormatIndicator(MqttPayloadFormatIndicator payloadFormatIndicator) =>
        Set(() => _message.PayloadFormatIndicator = payloadFormatIndicator);

    public MqttApplicationMessageBuilder WithPayloadSegment(ReadOnlyMemory<byte> payloadSegment) =>
        WithPayload(new ReadOnlySequence<byte>(payloadSegment));

    public MqttApplicationMessageBuilder WithQualityOfServiceLevel(MqttQualityOfServiceLevel qualityOfServiceLevel) =>
        Set(() => _message.QualityOfServiceLevel = qualityOfServiceLevel);

    public MqttApplicationMessageBuilder WithResponseTopic(string responseTopic) => Set(() => _message.ResponseTopic = responseTopic);

    public MqttApplicationMessageBuilder WithRetainFlag(bool value = true) => Set(() => _message.Retain = value);

    public MqttApplicationMessageBuilder WithTopic(string topic) => Set(() => _message.Topic = topic);

    public MqttApplicationMessageBuilder WithTopicAlias(ushort topicAlias) => Set(() => _message.TopicAlias = topicAlias);

    public MqttApplicationMessageBuilder WithUserProperty(string name, ReadOnlyMemory<byte> value) =>
        Set(() => (_message.UserProperties ??= []).Add(new MqttUserProperty(name, value)));

    private MqttApplicationMessageBuilder Set(Action change)
    {
        change();
        return this;
    }
}
