using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>The server's answer to CONNECT. Before 5.0 it says no more than a code; the rest is then as if everything were allowed.</summary>
public sealed class MqttClientConnectResult
{
    public string? AssignedClientIdentifier { get; init; }

    public bool IsSessionPresent { get; init; }

    /// <summary>Bytes of the largest packet the server takes.</summary>
    public uint? MaximumPacketSize { get; init; }

    public MqttQualityOfServiceLevel MaximumQoS { get; init; }

    public string? ReasonString { get; init; }

    public ushort? ReceiveMaximum { get; init; }

    public string? ResponseInformation { get; init; }

    public MqttClientConnectResultCode ResultCode { get; init; }

    public bool RetainAvailable { get; init; }

    /// <summary>Seconds, instead of what was asked for; 0 when the server left it at that.</summary>
    public ushort ServerKeepAlive { get; init; }

    public string? ServerReference { get; init; }

    /// <summary>Seconds.</summary>
    public uint? SessionExpiryInterval { get; init; }

    public bool SharedSubscriptionAvailable { get; init; }

    public bool SubscriptionIdentifiersAvailable { get; init; }

    public ushort TopicAliasMaximum { get; init; }

    public List<MqttUserProperty>? UserProperties { get; init; }

    public bool WildcardSubscriptionAvailable { get; init; }

    internal static MqttClientConnectResult From(MqttConnAckPacket packet, MqttProtocolVersion version)
    {
        var isVersion5 = version == MqttProtocolVersion.V500;
        return new MqttClientConnectResult
        {
            AssignedClientIdentifier = packet.AssignedClientIdentifier,
            IsSessionPresent = packet.IsSessionPresent,
            MaximumPacketSize = isVersion5 ? packet.MaximumPacketSize : null,
            MaximumQoS = packet.MaximumQoS,
            ReasonString = packet.ReasonString,
            ReceiveMaximum = isVersion5 ? packet.ReceiveMaximum : null,
            ResponseInformation = packet.ResponseInformation,
            ResultCode = isVersion5 ? (MqttClientConnectResultCode)packet.ReasonCode : Translated(packet.ReturnCode),
            RetainAvailable = packet.RetainAvailable,
            ServerKeepAlive = packet.ServerKeepAlive,
            ServerReference = packet.ServerReference,
            SessionExpiryInterval = isVersion5 ? packet.SessionExpiryInterval : null,
            SharedSubscriptionAvailable = packet.SharedSubscriptionAvailable,
            SubscriptionIdentifiersAvailable = packet.SubscriptionIdentifiersAvailable,
            TopicAliasMaximum = packet.TopicAliasMaximum,
            UserProperties = packet.UserProperties,
            WildcardSubscriptionAvailable = packet.WildcardSubscriptionAvailable,
        };
    }

    private static MqttClientConnectResultCode Translated(MqttConnectReturnCode code) => code switch
    {
        MqttConnectReturnCode.ConnectionAccepted => MqttClientConnectResultCode.Success,
        MqttConnectReturnCode.ConnectionRefusedUnacceptableProtocolVersion => MqttClientConnectResultCode.UnsupportedProtocolVersion,
        MqttConnectReturnCode.ConnectionRefusedIdentifierRejected => MqttClientConnectResultCode.ClientIdentifierNotValid,
        MqttConnectReturnCode.ConnectionRefusedServerUnavailable => MqttClientConnectResultCode.ServerUnavailable,
        MqttConnectReturnCode.ConnectionRefusedBadUsernameOrPassword => MqttClientConnectResultCode.BadUserNameOrPassword,
        MqttConnectReturnCode.ConnectionRefusedNotAuthorized => MqttClientConnectResultCode.NotAuthorized,
        _ => MqttClientConnectResultCode.UnspecifiedError,
    };
}
