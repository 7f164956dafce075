using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Wire;

namespace MQTTnet.Formatter;

/// <summary>Turns packets into bytes and back, for a version said or, on the side of a server, detected. Not for two threads at once.</summary>
public sealed class MqttPacketFormatterAdapter
{
    private readonly MqttBufferWriter _writer;

    public MqttPacketFormatterAdapter(MqttBufferWriter mqttBufferWriter)
    {
        _writer = mqttBufferWriter ?? throw new ArgumentNullException(nameof(mqttBufferWriter));
    }

    public MqttPacketFormatterAdapter(MqttProtocolVersion protocolVersion, MqttBufferWriter bufferWriter)
        : this(bufferWriter)
    {
        ProtocolVersion = protocolVersion is MqttProtocolVersion.V311 or MqttProtocolVersion.V500 ? protocolVersion
            : throw new NotSupportedException($"MQTT {protocolVersion} is not supported.");
    }

    public MqttProtocolVersion ProtocolVersion { get; private set; }

    /// <exception cref="MqttProtocolViolationException">The bytes are no such packet.</exception>
    public MqttPacket Decode(ReceivedMqttPacket receivedMqttPacket) =>
        PacketCodec.Decode(receivedMqttPacket.FixedHeader, receivedMqttPacket.Body, Known() == MqttProtocolVersion.V500);

    /// <summary>Takes the version from a CONNECT.</summary>
    /// <exception cref="MqttProtocolViolationException">The packet is no CONNECT, or says neither 3.1.1 nor 5.0.</exception>
    public void DetectProtocolVersion(ReceivedMqttPacket receivedMqttPacket) =>
        ProtocolVersion = ConnectCodec.Version(receivedMqttPacket.FixedHeader, receivedMqttPacket.Body);

    /// <returns>Bytes of its own: the next packet does not overwrite them.</returns>
    /// <exception cref="MqttProtocolViolationException">The packet cannot be said in this version.</exception>
    public MqttPacketBuffer Encode(MqttPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);

        return PacketCodec.Encode(packet, _writer, Known() == MqttProtocolVersion.V500);
    }

    private MqttProtocolVersion Known() => ProtocolVersion != MqttProtocolVersion.Unknown ? ProtocolVersion
        : throw new InvalidOperationException("The protocol version is neither given nor detected.");
}
