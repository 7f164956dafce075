using System.Buffers;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

/// <summary>Makes packets that may be sent: one seed is one packet.</summary>
internal sealed class PacketGenerator(int seed, bool isVersion5)
{
    private static readonly string[] Characters = ["a", "Z", "0", " ", "/", "é", "€", "😀"];

    private readonly Random _random = new(seed);

    public MqttPacket Packet() => _random.Next(11) switch
    {
        0 => Connect(),
        1 => ConnAck(),
        2 => Publish(),
        3 => Answered(new MqttPubAckPacket { PacketIdentifier = Identifier(), ReasonCode = Only5(MqttPubAckReasonCode.QuotaExceeded) }),
        4 => Subscribe(),
        5 => new MqttSubAckPacket
        {
            PacketIdentifier = Identifier(),
            ReasonCodes = [MqttSubscribeReasonCode.GrantedQoS1, MqttSubscribeReasonCode.UnspecifiedError],
            ReasonString = Text5(),
            UserProperties = Properties(),
        },
        6 => new MqttUnsubscribePacket { PacketIdentifier = Identifier(), TopicFilters = [Text(), Text()], UserProperties = Properties() },
        7 => new MqttUnsubAckPacket
        {
            PacketIdentifier = Identifier(),
            ReasonCodes = isVersion5 ? [MqttUnsubscribeReasonCode.Success, MqttUnsubscribeReasonCode.NoSubscriptionExisted] : [],
            ReasonString = Text5(),
            UserProperties = Properties(),
        },
        8 => new MqttDisconnectPacket
        {
            ReasonCode = Only5(MqttDisconnectReasonCode.ServerBusy),
            ReasonString = Text5(),
            ServerReference = Text5(),
            SessionExpiryInterval = Number5(),
            UserProperties = Properties(),
        },
        9 => MqttPingReqPacket.Instance,
        _ => MqttPingRespPacket.Instance,
    };

    private MqttConnectPacket Connect()
    {
        var hasWill = Coin();
        var will5 = hasWill && isVersion5;
        var hasUser = Coin();
        return new MqttConnectPacket
        {
            CleanSession = true,
            ClientId = Text(),
            KeepAlivePeriod = (ushort)_random.Next(ushort.MaxValue),
            Username = hasUser ? Text() : null,
            Password = hasUser && Coin() ? Bytes() : null,
            MaximumPacketSize = Number5(),
            ReceiveMaximum = (ushort)(Number5() & 0xFFF),
            RequestProblemInformation = !isVersion5 || Coin(),
            RequestResponseInformation = isVersion5 && Coin(),
            SessionExpiryInterval = Number5(),
            TopicAliasMaximum = (ushort)(Number5() & 0xFFF),
            UserProperties = Properties(),
            WillFlag = hasWill,
            WillTopic = hasWill ? Text() : null,
            WillMessage = hasWill ? Bytes() : null,
            WillQoS = hasWill ? (MqttQualityOfServiceLevel)_random.Next(3) : 0,
            WillRetain = hasWill && Coin(),
            WillContentType = will5 ? Text5() : null,
            WillCorrelationData = will5 && Coin() ? Bytes() : null,
            WillDelayInterval = will5 ? Number5() : 0,
            WillMessageExpiryInterval = will5 ? Number5() : 0,
            WillPayloadFormatIndicator = will5 ? (MqttPayloadFormatIndicator)_random.Next(2) : 0,
            WillResponseTopic = will5 ? Text5() : null,
            WillUserProperties = will5 ? Properties() : null,
        };
    }

    private MqttConnAckPacket ConnAck() => new()
    {
        IsSessionPresent = Coin(),
        ReasonCode = Only5(MqttConnectReasonCode.NotAuthorized),
        ReturnCode = isVersion5 ? 0 : MqttConnectReturnCode.ConnectionRefusedNotAuthorized,
        AssignedClientIdentifier = Text5(),
        MaximumPacketSize = Number5(),
        MaximumQoS = isVersion5 ? (MqttQualityOfServiceLevel)_random.Next(3) : MqttQualityOfServiceLevel.ExactlyOnce,
        ReasonString = Text5(),
        ReceiveMaximum = (ushort)(Number5() & 0xFFF),
        ResponseInformation = Text5(),
        RetainAvailable = !isVersion5 || Coin(),
        ServerKeepAlive = (ushort)(Number5() & 0xFFF),
        ServerReference = Text5(),
        SessionExpiryInterval = Number5(),
        SharedSubscriptionAvailable = !isVersion5 || Coin(),
        SubscriptionIdentifiersAvailable = !isVersion5 || Coin(),
        TopicAliasMaximum = (ushort)(Number5() & 0xFFF),
        UserProperties = Properties(),
        WildcardSubscriptionAvailable = !isVersion5 || Coin(),
    };

    private MqttPublishPacket Publish()
    {
        var level = (MqttQualityOfServiceLevel)_random.Next(3);
        return new MqttPublishPacket
        {
            Topic = Text(),
            Payload = new ReadOnlySequence<byte>(Bytes()),
            QualityOfServiceLevel = level,
            PacketIdentifier = level == 0 ? (ushort)0 : Identifier(),
            Dup = level != 0 && Coin(),
            Retain = Coin(),
            ContentType = Text5(),
            CorrelationData = isVersion5 && Coin() ? Bytes() : null,
            MessageExpiryInterval = Number5(),
            PayloadFormatIndicator = isVersion5 ? (MqttPayloadFormatIndicator)_random.Next(2) : 0,
            ResponseTopic = Text5(),
            SubscriptionIdentifiers = isVersion5 && Coin() ? [1, 268_435_455] : null,
            TopicAlias = (ushort)(Number5() & 0xFFF),
            UserProperties = Properties(),
        };
    }

    private MqttSubscribePacket Subscribe() => new()
    {
        PacketIdentifier = Identifier(),
        SubscriptionIdentifier = isVersion5 ? (uint)_random.Next(268_435_455) : 0,
        UserProperties = Properties(),
        TopicFilters =
        [
            new MqttTopicFilter { Topic = Text(), QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce },
            new MqttTopicFilter
            {
                Topic = Text(),
                NoLocal = isVersion5 && Coin(),
                RetainAsPublished = isVersion5 && Coin(),
                RetainHandling = isVersion5 ? (MqttRetainHandling)_random.Next(3) : 0,
            },
        ],
    };

    private MqttPubAckPacket Answered(MqttPubAckPacket packet)
    {
        packet.ReasonString = Text5();
        packet.UserProperties = Properties();
        return packet;
    }

    private bool Coin() => _random.Next(2) == 0;

    private ushort Identifier() => (ushort)_random.Next(1, ushort.MaxValue + 1);

    private uint Number5() => isVersion5 && Coin() ? (uint)_random.NextInt64(1, uint.MaxValue) : 0;

    private T Only5<T>(T value)
        where T : struct => isVersion5 && Coin() ? value : default;

    private byte[] Bytes()
    {
        var bytes = new byte[_random.Next(300)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text() => string.Concat(Enumerable.Range(0, _random.Next(1, 40)).Select(_ => Characters[_random.Next(Characters.Length)]));

    private string? Text5() => isVersion5 && Coin() ? Text() : null;

    private List<MqttUserProperty>? Properties() =>
        isVersion5 && Coin() ? [new MqttUserProperty(Text(), System.Text.Encoding.UTF8.GetBytes(Text())), new MqttUserProperty("", default)] : null;
}
