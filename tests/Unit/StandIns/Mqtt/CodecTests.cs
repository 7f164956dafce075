using System.Buffers;
using System.Collections;
using FsCheck;
using FsCheck.Fluent;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

public sealed class CodecTests
{
    public static TheoryData<MqttProtocolVersion> Versions => [MqttProtocolVersion.V311, MqttProtocolVersion.V500];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_packet_comes_out_as_it_went_in(MqttProtocolVersion version) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<int>(seed =>
        {
            var packet = new PacketGenerator(seed, version == MqttProtocolVersion.V500).Packet();
            var bytes = Formatter(version).Encode(packet).ToArray();

            var decoded = Decoded(version, bytes);
            Assert.Equal(bytes, Formatter(version).Encode(decoded).ToArray());
            if (StandIn.IsUsed)
            {
                // Upstream fills what the version cannot say otherwise than we do.
                Assert.Equal(Told(packet), Told(decoded));
            }
        }));

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_truncated_packet_is_a_clear_violation(MqttProtocolVersion version) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<int, NonNegativeInt>((seed, place) =>
        {
            var bytes = Formatter(version).Encode(new PacketGenerator(seed, version == MqttProtocolVersion.V500).Packet()).ToArray();
            var header = HeaderLength(bytes);
            var cut = header + (place.Get % Math.Max(1, bytes.Length - header));

            Survive(version, bytes[..cut]);
        }));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Spoilt_and_random_bytes_are_a_packet_or_a_clear_violation(MqttProtocolVersion version) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll<int, NonNegativeInt, byte[]>((seed, place, noise) =>
        {
            var bytes = Formatter(version).Encode(new PacketGenerator(seed, version == MqttProtocolVersion.V500).Packet()).ToArray();
            var header = HeaderLength(bytes);
            if (bytes.Length > header && noise.Length > 0)
            {
                bytes[header + (place.Get % (bytes.Length - header))] ^= noise[0];
            }

            Survive(version, bytes);
            Survive(version, [(byte)seed, (byte)noise.Length, .. noise]);
        }));

    [Theory]
    [InlineData(new byte[] { 0x30, 0x04, 0x00, 0x02, 0xC3, 0x28 })] // a topic that is not UTF-8
    [InlineData(new byte[] { 0x30, 0x03, 0x00, 0x01, 0x00 })] // a topic with NUL
    [InlineData(new byte[] { 0x36, 0x05, 0x00, 0x01, 0x61, 0x00, 0x01 })] // QoS 3
    [InlineData(new byte[] { 0x32, 0x05, 0x00, 0x01, 0x61, 0x00, 0x00 })] // packet identifier 0
    [InlineData(new byte[] { 0x41, 0x02, 0x00, 0x01 })] // flags where there are none
    [InlineData(new byte[] { 0xF0, 0x00 })] // AUTH, which 3.1.1 does not know
    [InlineData(new byte[] { 0x00, 0x00 })] // type 0
    [InlineData(new byte[] { 0x20, 0x03, 0x00, 0x00, 0x00 })] // more than CONNACK holds
    public void What_the_standard_forbids_is_a_violation(byte[] bytes) =>
        Violates(MqttProtocolVersion.V311, bytes);

    [Theory]
    [InlineData(new byte[] { 0x30, 0x07, 0x00, 0x01, 0x61, 0x03, 0x7F, 0x00, 0x00 })] // property 127
    [InlineData(new byte[] { 0x30, 0x08, 0x00, 0x01, 0x61, 0x04, 0x01, 0x01, 0x01, 0x01 })] // a property twice
    [InlineData(new byte[] { 0x30, 0x06, 0x00, 0x01, 0x61, 0x10, 0x01, 0x01 })] // properties longer than the packet
    [InlineData(new byte[] { 0x30, 0x08, 0x00, 0x01, 0x61, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })] // a length of five bytes
    public void What_5_0_forbids_is_a_violation(byte[] bytes) =>
        Violates(MqttProtocolVersion.V500, bytes);

    /// <summary>The bytes of an example worked out by hand from the standard, so that both directions cannot be wrong alike.</summary>
    [Fact]
    public void Known_packets_have_the_bytes_of_the_standard()
    {
        var connect = new MqttConnectPacket { ClientId = "cp", CleanSession = true, KeepAlivePeriod = 60, Username = "u", Password = "p"u8.ToArray() };
        byte[] expected = [0x10, 0x14, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 0xC2, 0, 60, 0, 2, (byte)'c', (byte)'p', 0, 1, (byte)'u', 0, 1, (byte)'p'];
        Assert.Equal(expected, Formatter(MqttProtocolVersion.V311).Encode(connect).ToArray());

        var publish = new MqttPublishPacket
        {
            Topic = "a", QualityOfServiceLevel = MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, PacketIdentifier = 10, Retain = true,
            MessageExpiryInterval = 5, Payload = new ReadOnlySequence<byte>("x"u8.ToArray()),
        };
        Assert.Equal([0x33, 0x0C, 0, 1, (byte)'a', 0, 10, 5, 2, 0, 0, 0, 5, (byte)'x'], Formatter(MqttProtocolVersion.V500).Encode(publish).ToArray());
    }

    private static MqttPacketFormatterAdapter Formatter(MqttProtocolVersion version) => new(version, new MqttBufferWriter(64, 65_536));

    private static MqttPacket Decoded(MqttProtocolVersion version, byte[] bytes)
    {
        var header = HeaderLength(bytes);
        return Formatter(version).Decode(new ReceivedMqttPacket(bytes[0], new ArraySegment<byte>(bytes, header, bytes.Length - header), bytes.Length));
    }

    private static int HeaderLength(byte[] bytes) => 2 + bytes.AsSpan(1, Math.Min(3, bytes.Length - 1)).IndexOfAnyInRange<byte>(0x00, 0x7F) switch
    {
        < 0 => Math.Min(3, bytes.Length - 2),
        var more => more,
    };

    private static void Violates(MqttProtocolVersion version, byte[] bytes)
    {
        if (StandIn.IsUsed)
        {
            Assert.Throws<MqttProtocolViolationException>(() => Decoded(version, bytes));
        }
    }

    /// <summary>A packet or the one exception that means "not MQTT"; anything else fails the test.</summary>
    private static void Survive(MqttProtocolVersion version, byte[] bytes)
    {
        try
        {
            Assert.NotNull(Decoded(version, bytes));
        }
        catch (Exception exception)
        {
            Assert.True(!StandIn.IsUsed || exception is MqttProtocolViolationException { Message.Length: > 0 }, $"{exception}");
        }
    }

    private static string Told(object? value) => value switch
    {
        null => "-",
        byte[] bytes => Convert.ToHexString(bytes),
        ReadOnlySequence<byte> payload => Convert.ToHexString(payload.ToArray()),
        string or ValueType => value.ToString()!,
        MqttUserProperty property => property.ToString(),
        IEnumerable list => string.Join(',', list.Cast<object>().Select(Told)),
        _ => value.GetType().Name + ": " + string.Join("; ", value.GetType().GetProperties()
            .Where(property => property.CanRead).Select(property => $"{property.Name} {Told(property.GetValue(value))}")),
    };
}
