using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

/// <summary>The server's end of a connection: packets over a stream, in the version the client's CONNECT says.</summary>
internal sealed class PacketPipe(Stream stream)
{
    private readonly MqttPacketFormatterAdapter _formatter = new(new MqttBufferWriter(1024, 65_536));
    private readonly SemaphoreSlim _sending = new(1, 1);

    /// <returns>Null when the client closed.</returns>
    public async Task<MqttPacket?> ReadAsync()
    {
        var header = new byte[5];
        if (await stream.ReadAtLeastAsync(header.AsMemory(0, 2), 2, throwOnEndOfStream: false) < 2)
        {
            return null;
        }

        var size = 1;
        var length = header[1] & 0x7F;
        while (header[size] >= 0x80)
        {
            await stream.ReadExactlyAsync(header.AsMemory(++size, 1));
            length |= (header[size] & 0x7F) << (7 * (size - 1));
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        var received = new ReceivedMqttPacket(header[0], body, 1 + size + length);
        if (_formatter.ProtocolVersion == MqttProtocolVersion.Unknown)
        {
            _formatter.DetectProtocolVersion(received);
        }

        return _formatter.Decode(received);
    }

    public async Task SendAsync(MqttPacket packet)
    {
        await _sending.WaitAsync();
        try
        {
            await stream.WriteAsync(_formatter.Encode(packet).ToArray());
        }
        finally
        {
            _sending.Release();
        }
    }
}
