using MQTTnet.Formatter;

namespace MQTTnet;

/// <summary>What 3.1.1 cannot say, refused before it is sent (MqttClientOptions.ValidateFeatures).</summary>
internal static class Features
{
    public static void Check(MqttClientOptions options) => Check(
        options.ProtocolVersion,
        (options.UserProperties is { Count: > 0 }, nameof(options.UserProperties)),
        (options.SessionExpiryInterval != 0, nameof(options.SessionExpiryInterval)),
        (options.MaximumPacketSize != 0, nameof(options.MaximumPacketSize)),
        (options.ReceiveMaximum != 0, nameof(options.ReceiveMaximum)),
        (options.RequestResponseInformation, nameof(options.RequestResponseInformation)),
        (options.WillContentType is { Length: > 0 }, nameof(options.WillContentType)),
        (options.WillCorrelationData is { Length: > 0 }, nameof(options.WillCorrelationData)),
        (options.WillDelayInterval != 0, nameof(options.WillDelayInterval)),
        (options.WillMessageExpiryInterval != 0, nameof(options.WillMessageExpiryInterval)),
        (options.WillPayloadFormatIndicator != 0, nameof(options.WillPayloadFormatIndicator)),
        (options.WillResponseTopic is { Length: > 0 }, nameof(options.WillResponseTopic)),
        (options.WillUserProperties is { Count: > 0 }, nameof(options.WillUserProperties)));

    public static void Check(MqttApplicationMessage message, MqttProtocolVersion version) => Check(
        version,
        (message.ContentType is { Length: > 0 }, nameof(message.ContentType)),
        (message.CorrelationData is { Length: > 0 }, nameof(message.CorrelationData)),
        (message.MessageExpiryInterval != 0, nameof(message.MessageExpiryInterval)),
        (message.PayloadFormatIndicator != 0, nameof(message.PayloadFormatIndicator)),
        (message.ResponseTopic is { Length: > 0 }, nameof(message.ResponseTopic)),
        (message.SubscriptionIdentifiers is { Count: > 0 }, nameof(message.SubscriptionIdentifiers)),
        (message.TopicAlias != 0, nameof(message.TopicAlias)),
        (message.UserProperties is { Count: > 0 }, nameof(message.UserProperties)));

    public static void Check(MqttClientSubscribeOptions options, MqttProtocolVersion version) => Check(
        version,
        (options.SubscriptionIdentifier != 0, nameof(options.SubscriptionIdentifier)),
        (options.UserProperties is { Count: > 0 }, nameof(options.UserProperties)),
        (options.TopicFilters.Exists(filter => filter.NoLocal), "NoLocal"),
        (options.TopicFilters.Exists(filter => filter.RetainAsPublished), "RetainAsPublished"),
        (options.TopicFilters.Exists(filter => filter.RetainHandling != 0), "RetainHandling"));

    public static void Check(MqttClientUnsubscribeOptions options, MqttProtocolVersion version) => Check(
        version,
        (options.UserProperties is { Count: > 0 }, nameof(options.UserProperties)));

    public static void Check(MqttClientDisconnectOptions options, MqttProtocolVersion version) => Check(
        version,
        (options.Reason != 0, nameof(options.Reason)),
        (options.ReasonString is { Length: > 0 }, nameof(options.ReasonString)),
        (options.SessionExpiryInterval != 0, nameof(options.SessionExpiryInterval)),
        (options.UserProperties is { Count: > 0 }, nameof(options.UserProperties)));

    private static void Check(MqttProtocolVersion version, params ReadOnlySpan<(bool IsUsed, string Name)> features)
    {
        if (version == MqttProtocolVersion.V500)
        {
            return;
        }

        foreach (var (isUsed, name) in features)
        {
            if (isUsed)
            {
                throw new NotSupportedException($"The feature {name} requires MQTT version 5.0.0.");
            }
        }
    }
}
