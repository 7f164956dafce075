using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

/// <summary>A server that answers CONNECT and then sends bytes of its own. Upstream takes more of them than the stand-in.</summary>
public sealed class HostileServerTests : IDisposable
{
    private static readonly byte[] Accepted = [0x20, 0x02, 0x00, 0x00];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    public HostileServerTests() => _listener.Start();

    public void Dispose()
    {
        _client.Dispose();
        _listener.Dispose();
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })] // a remaining length of five bytes
    [InlineData(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0x7F, 0x00 })] // 256 MB, of which one byte comes
    [InlineData(new byte[] { 0x30, 0x05, 0x00 })] // the end within a packet
    [InlineData(new byte[] { 0x10, 0x00 })] // CONNECT from a server
    [InlineData(new byte[] { 0x34, 0x05, 0x00, 0x01, 0x61, 0x00, 0x01 })] // QoS 2 that nobody asked for
    [InlineData(new byte[] { 0xE1, 0x00 })] // DISCONNECT with flags
    public async Task Bytes_that_are_not_MQTT_end_the_connection(byte[] bytes)
    {
        if (!StandIn.IsUsed)
        {
            return;
        }

        var end = await EndAfterAsync([.. Accepted, .. bytes]);

        Assert.True(end.ClientWasConnected);
        Assert.True(end.Exception is MqttProtocolViolationException or MqttCommunicationException, $"{end.Exception}");
        Assert.False(_client.IsConnected);
    }

    [Fact]
    public async Task A_packet_larger_than_asked_for_ends_the_connection_before_it_is_read()
    {
        if (!StandIn.IsUsed)
        {
            return;
        }

        var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = Ended();
        var serving = ServeAsync([0x20, 0x03, 0x00, 0x00, 0x00, 0x30, 0x82, 0x08], atOnce: 8, isOver.Task);
        await _client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500).WithMaximumPacketSize(1024).WithEndPoint(_listener.LocalEndpoint).Build());

        Assert.Contains("1029", Assert.IsType<MqttProtocolViolationException>((await ended).Exception).Message);
        isOver.SetResult();
        await serving;
    }

    [Fact]
    public async Task A_server_that_closes_between_two_packets_is_no_error() => Assert.Null((await EndAfterAsync(Accepted)).Exception);

    [Fact]
    public async Task An_answer_nobody_waits_for_and_packets_in_pieces_do_no_harm()
    {
        if (!StandIn.IsUsed)
        {
            return;
        }

        var arrived = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.ApplicationMessageReceivedAsync += message =>
        {
            arrived.TrySetResult(message.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        var serving = ServeAsync([.. Accepted, 0x40, 0x02, 0x00, 0x09, 0x30, 0x05, 0x00, 0x01, 0x61, 0x68, 0x69], atOnce: 1, arrived.Task);
        await _client.ConnectAsync(Options());

        Assert.Equal("hi", await arrived.Task);
        await serving;
    }

    private async Task<MqttClientDisconnectedEventArgs> EndAfterAsync(byte[] bytes)
    {
        var ended = Ended();
        var serving = ServeAsync(bytes, bytes.Length, Task.CompletedTask);
        await _client.ConnectAsync(Options());
        await serving;
        return await ended;
    }

    private Task<MqttClientDisconnectedEventArgs> Ended()
    {
        var ended = new TaskCompletionSource<MqttClientDisconnectedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.DisconnectedAsync += end =>
        {
            ended.TrySetResult(end);
            return Task.CompletedTask;
        };
        return ended.Task;
    }

    private MqttClientOptions Options() => new MqttClientOptionsBuilder()
        .WithProtocolVersion(MqttProtocolVersion.V311).WithEndPoint(_listener.LocalEndpoint).Build();

    private async Task ServeAsync(byte[] bytes, int atOnce, Task until)
    {
        using var connection = await _listener.AcceptTcpClientAsync();
        connection.NoDelay = true;
        var stream = connection.GetStream();
        _ = await stream.ReadAsync(new byte[1024]);
        foreach (var piece in bytes.Chunk(atOnce))
        {
            await stream.WriteAsync(piece);
        }

        await until;
        connection.Client.Shutdown(SocketShutdown.Send);
    }
}
