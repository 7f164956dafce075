using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>CONNECT (MQTT 5.0 and 3.1.1, 3.1).</summary>
internal static class ConnectCodec
{
    private const string ProtocolName = "MQTT";
    private const int ReservedFlag = 0x01;
    private const int CleanFlag = 0x02;
    private const int WillFlag = 0x04;
    private const int WillQoSShift = 3;
    private const int WillRetainFlag = 0x20;
    private const int PasswordFlag = 0x40;
    private const int UsernameFlag = 0x80;

    public static MqttProtocolVersion Version(byte firstByte, ReadOnlySpan<byte> body)
    {
        if (firstByte != (int)MqttControlPacketType.Connect << 4)
        {
            throw new MqttProtocolViolationException("The first packet is no CONNECT.");
        }

        var reader = new PacketReader(body);
        return Version(ref reader);
    }

    public static void Encode(MqttConnectPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        if (!isVersion5 && packet is { Password: not null, Username: null })
        {
            throw new MqttProtocolViolationException("A password needs a user name (MQTT 3.1.1, 3.1.2.9).");
        }

        body.Text(ProtocolName);
        body.Byte((int)(isVersion5 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311));
        body.Byte(Flags(packet));
        body.TwoBytes(packet.KeepAlivePeriod);
        if (isVersion5)
        {
            ConnectProperties(packet).Write(body);
        }

        body.Text(packet.ClientId);
        if (packet.WillFlag)
        {
            if (isVersion5)
            {
                WillProperties(packet).Write(body);
            }

            body.Text(packet.WillTopic);
            body.Binary(packet.WillMessage);
        }

        if (packet.Username is not null)
        {
            body.Text(packet.Username);
        }

        if (packet.Password is not null)
        {
            body.Binary(packet.Password);
        }
    }

    public static MqttConnectPacket Decode(ref PacketReader reader, bool isVersion5)
    {
        if (Version(ref reader) is var version && (version == MqttProtocolVersion.V500) != isVersion5)
        {
            throw new MqttProtocolViolationException($"CONNECT says version {version}.");
        }

        var flags = reader.Byte();
        var willQoS = (MqttQualityOfServiceLevel)(flags >> WillQoSShift & 3);
        if ((flags & ReservedFlag) != 0 || willQoS > MqttQualityOfServiceLevel.ExactlyOnce)
        {
            throw new MqttProtocolViolationException($"The flags of CONNECT are 0x{flags:X2}.");
        }

        var packet = new MqttConnectPacket
        {
            CleanSession = (flags & CleanFlag) != 0,
            WillFlag = (flags & WillFlag) != 0,
            WillQoS = willQoS,
            WillRetain = (flags & WillRetainFlag) != 0,
            KeepAlivePeriod = reader.TwoBytes(),
        };
        Take(isVersion5 ? Properties.Read(ref reader) : new Properties(), packet);
        packet.ClientId = reader.Text();
        if (packet.WillFlag)
        {
            TakeWill(isVersion5 ? Properties.Read(ref reader) : new Properties(), packet);
            packet.WillTopic = reader.Text();
            packet.WillMessage = reader.Binary();
        }

        packet.Username = (flags & UsernameFlag) != 0 ? reader.Text() : null;
        packet.Password = (flags & PasswordFlag) != 0 ? reader.Binary() : null;
        return packet;
    }

    private static int Flags(MqttConnectPacket packet) =>
        (packet.CleanSession ? CleanFlag : 0)
        | (packet.WillFlag ? WillFlag | ((int)packet.WillQoS << WillQoSShift) | (packet.WillRetain ? WillRetainFlag : 0) : 0)
        | (packet.Password is not null ? PasswordFlag : 0)
        | (packet.Username is not null ? UsernameFlag : 0);

    private static Properties ConnectProperties(MqttConnectPacket packet) => new Properties { User = packet.UserProperties }
        .With(MqttPropertyId.SessionExpiryInterval, packet.SessionExpiryInterval)
        .With(MqttPropertyId.ReceiveMaximum, packet.ReceiveMaximum)
        .With(MqttPropertyId.MaximumPacketSize, packet.MaximumPacketSize)
        .With(MqttPropertyId.TopicAliasMaximum, packet.TopicAliasMaximum)
        .With(MqttPropertyId.RequestResponseInformation, packet.RequestResponseInformation, absent: false)
        .With(MqttPropertyId.RequestProblemInformation, packet.RequestProblemInformation, absent: true);

    private static Properties WillProperties(MqttConnectPacket packet) => new Properties { User = packet.WillUserProperties }
        .With(MqttPropertyId.WillDelayInterval, packet.WillDelayInterval)
        .With(MqttPropertyId.PayloadFormatIndicator, (uint)packet.WillPayloadFormatIndicator)
        .With(MqttPropertyId.MessageExpiryInterval, packet.WillMessageExpiryInterval)
        .With(MqttPropertyId.ContentType, packet.WillContentType)
        .With(MqttPropertyId.ResponseTopic, packet.WillResponseTopic)
        .With(MqttPropertyId.CorrelationData, packet.WillCorrelationData);

    private static void Take(Properties properties, MqttConnectPacket packet)
    {
        packet.SessionExpiryInterval = properties.Number(MqttPropertyId.SessionExpiryInterval);
        packet.ReceiveMaximum = (ushort)properties.Number(MqttPropertyId.ReceiveMaximum);
        packet.MaximumPacketSize = properties.Number(MqttPropertyId.MaximumPacketSize);
        packet.TopicAliasMaximum = (ushort)properties.Number(MqttPropertyId.TopicAliasMaximum);
        packet.RequestResponseInformation = properties.Flag(MqttPropertyId.RequestResponseInformation, absent: false);
        packet.RequestProblemInformation = properties.Flag(MqttPropertyId.RequestProblemInformation, absent: true);
        packet.UserProperties = properties.User;
    }

    private static void TakeWill(Properties properties, MqttConnectPacket packet)
    {
        packet.WillDelayInterval = properties.Number(MqttPropertyId.WillDelayInterval);
        packet.WillPayloadFormatIndicator = (MqttPayloadFormatIndicator)properties.Number(MqttPropertyId.PayloadFormatIndicator);
        packet.WillMessageExpiryInterval = properties.Number(MqttPropertyId.MessageExpiryInterval);
        packet.WillContentType = properties.Text(MqttPropertyId.ContentType);
        packet.WillResponseTopic = properties.Text(MqttPropertyId.ResponseTopic);
        packet.WillCorrelationData = properties.Binary(MqttPropertyId.CorrelationData);
        packet.WillUserProperties = properties.User;
    }

    private static MqttProtocolVersion Version(ref PacketReader reader)
    {
        var name = reader.Text();
        var version = (MqttProtocolVersion)reader.Byte();
        return name == ProtocolName && version is MqttProtocolVersion.V311 or MqttProtocolVersion.V500 ? version
            : throw new MqttProtocolViolationException($"The protocol '{name}' {(int)version} is neither MQTT 3.1.1 nor 5.0.");
    }
}
