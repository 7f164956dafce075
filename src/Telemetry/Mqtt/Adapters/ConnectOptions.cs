using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace ChargerFirmware.Telemetry.Mqtt.Adapters;

/// <summary>How the client speaks to the broker.</summary>
internal static class ConnectOptions
{
    /// <summary>What a broker may send us at most; commands are a fraction of it.</summary>
    private const int MaximumPacketBytes = 64 * 1024;

    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(30);

    public static MqttClientOptions Of(MqttSettings settings, string clientId, BrokerMessage will)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(settings.Host, settings.Port)
            .WithStreamProvider(new SizeLimitedStreamProvider(settings, MaximumPacketBytes))
            .WithProtocolVersion(settings.Version == MqttVersion.V500 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithClientId(clientId)
            .WithCleanStart()
            .WithKeepAlivePeriod(s_keepAlive)
            .WithWillTopic(will.Topic)
            .WithWillPayload(will.Payload.ToArray())
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain(will.Retain);
        if (settings.Version == MqttVersion.V500)
        {
            builder.WithMaximumPacketSize(MaximumPacketBytes).WithReceiveMaximum(16);
        }

        if (settings.User is { } user)
        {
            builder.WithCredentials(user, settings.Password);
        }

        return builder.Build();
    }
}
