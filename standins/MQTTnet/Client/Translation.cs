using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Between what users say and what goes over the wire.</summary>
internal static class Translation
{
    public static MqttConnectPacket ToPacket(MqttClientOptions options) => new()
    {
        CleanSession = options.CleanSession,
        ClientId = options.ClientId,
        Username = options.Credentials?.GetUserName(options),
        Password = options.Credentials?.GetPassword(options),
        KeepAlivePeriod = (ushort)Math.Clamp(options.KeepAlivePeriod.TotalSeconds, 0, ushort.MaxValue),
        MaximumPacketSize = options.MaximumPacketSize,
        ReceiveMaximum = options.ReceiveMaximum,
        RequestProblemInformation = options.RequestProblemInformation,
        RequestResponseInformation = options.RequestResponseInformation,
        SessionExpiryInterval = options.SessionExpiryInterval,
        UserProperties = options.UserProperties,
        WillFlag = !string.IsNullOrEmpty(options.WillTopic),
        WillTopic = options.WillTopic,
        WillMessage = options.WillPayload,
        WillQoS = options.WillQualityOfServiceLevel,
        WillRetain = options.WillRetain,
        WillContentType = options.WillContentType,
        WillCorrelationData = options.WillCorrelationData,
        WillDelayInterval = options.WillDelayInterval,
        WillMessageExpiryInterval = options.WillMessageExpiryInterval,
        WillPayloadFormatIndicator = options.WillPayloadFormatIndicator,
        WillResponseTopic = options.WillResponseTopic,
        WillUserProperties = options.WillUserProperties,
    };

    public static MqttPublishPacket ToPacket(MqttApplicationMessage message) => new()
    {
        ContentType = message.ContentType,
        CorrelationData = message.CorrelationData,
        Dup = message.Dup,
        MessageExpiryInterval = message.MessageExpiryInterval,
        PayloadFormatIndicator = message.PayloadFormatIndicator,
        Payload = message.Payload,
        QualityOfServiceLevel = message.QualityOfServiceLevel,
        ResponseTopic = message.ResponseTopic,
        Retain = message.Retain,
        SubscriptionIdentifiers = message.SubscriptionIdentifiers,
        Topic = message.Topic,
        TopicAlias = message.TopicAlias,
        UserProperties = message.UserProperties,
    };

    public static MqttApplicationMessage ToMessage(MqttPublishPacket packet) => new()
    {
        ContentType = packet.ContentType,
        CorrelationData = packet.CorrelationData,
        Dup = packet.Dup,
        MessageExpiryInterval = packet.MessageExpiryInterval,
        PayloadFormatIndicator = packet.PayloadFormatIndicator,
        Payload = packet.Payload,
        QualityOfServiceLevel = packet.QualityOfServiceLevel,
        ResponseTopic = packet.ResponseTopic,
        Retain = packet.Retain,
        SubscriptionIdentifiers = packet.SubscriptionIdentifiers,
        Topic = packet.Topic,
        TopicAlias = packet.TopicAlias,
        UserProperties = packet.UserProperties,
    };

    public static MqttClientPublishResult ToResult(MqttPubAckPacket answer) =>
        new(answer.PacketIdentifier, (MqttClientPublishReasonCode)answer.ReasonCode, answer.ReasonString, answer.UserProperties ?? []);

    public static MqttClientSubscribeResult ToResult(MqttSubscribePacket request, MqttSubAckPacket answer) => new(
        answer.PacketIdentifier,
        [.. One(request.TopicFilters, answer.ReasonCodes)
            .Select(pair => new MqttClientSubscribeResultItem(pair.First, (MqttClientSubscribeResultCode)pair.Second))],
        answer.ReasonString,
        answer.UserProperties ?? []);

    public static MqttClientUnsubscribeResult ToResult(MqttUnsubscribePacket request, MqttUnsubAckPacket answer, MqttProtocolVersion version)
    {
        // Before 5.0 the answer holds no codes and means success.
        var codes = version == MqttProtocolVersion.V500 ? answer.ReasonCodes : [.. request.TopicFilters.Select(_ => MqttUnsubscribeReasonCode.Success)];
        return new MqttClientUnsubscribeResult(
            answer.PacketIdentifier,
            [.. One(request.TopicFilters, codes)
                .Select(pair => new MqttClientUnsubscribeResultItem(pair.First, (MqttClientUnsubscribeResultCode)pair.Second))],
            answer.ReasonString,
            answer.UserProperties ?? []);
    }

    private static IEnumerable<(TFilter First, TCode Second)> One<TFilter, TCode>(List<TFilter> filters, List<TCode> codes) =>
        filters.Count == codes.Count ? filters.Zip(codes)
            : throw new Exceptions.MqttProtocolViolationException($"The server answered {filters.Count} topic filters with {codes.Count} codes.");
}
