using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Adapters;
using MQTTnet;
using MQTTnet.Packets;

namespace ChargerFirmware.Tests.Unit.Telemetry.Mqtt;

public sealed class MqttNetBrokerTests : IAsyncLifetime
{
    private static readonly BrokerMessage Will = new("s/availability", "offline"u8.ToArray(), AtLeastOnce: true, Retain: true);

    private readonly ThreadLoop _loop = new("test", fault => throw fault);
    private readonly Channel<string> _lost = Channel.CreateUnbounded<string>();
    private readonly Channel<ReceivedMessage> _received = Channel.CreateUnbounded<ReceivedMessage>();
    private TestBroker? _started;
    private MqttNetBroker? _broker;

    private TestBroker Server => _started!;

    public async ValueTask InitializeAsync() => _started = await TestBroker.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _broker?.Dispose();
        await Server.DisposeAsync();
        _loop.Dispose();
    }

    [Theory]
    [InlineData(MqttVersion.V311)]
    [InlineData(MqttVersion.V500)]
    public async Task It_connects_with_a_will_publishes_and_hears(MqttVersion version)
    {
        Assert.Null(await ConnectAsync(version));
        Assert.True(_broker!.IsConnected);
        Assert.Null(await On(() => _broker.SubscribeAsync(["s/command/+"])));
        Assert.Equal(PublishOutcome.Taken, await On(() => _broker.PublishAsync(new BrokerMessage("s/x", "1"u8.ToArray(), AtLeastOnce: true, Retain: true))));
        Assert.Equal("s/x", (await Server.NextRetainedAsync()).Topic);
        await Server.PublishAsync("s/command/stop", "{}"u8.ToArray());
        var heard = await _received.Reader.ReadAsync();
        Assert.Equal(("s/command/stop", "{}", false), (heard.Topic, Encoding.UTF8.GetString(heard.Payload!.Value.Span), heard.WasRetained));

        await Server.CutAsync();
        var will = await Server.NextRetainedAsync();
        Assert.Equal(("s/availability", "offline", true), (will.Topic, will.ConvertPayloadToString(), will.Retain));
        await _lost.Reader.ReadAsync();
        Assert.Equal(PublishOutcome.Lost, await On(() => _broker.PublishAsync(Will)));
    }

    [Fact]
    public async Task After_a_goodbye_there_is_no_will()
    {
        await ConnectAsync();
        await On(async () =>
        {
            await _broker!.LeaveAsync();
            return true;
        });
        await Server.NextAsync<MqttDisconnectPacket>();

        Assert.False(await Server.RetainsAsync(Will.Topic));
    }

    [Fact]
    public async Task A_refusal_is_described_in_words_and_is_no_loss()
    {
        await Server.DisposeAsync();
        _started = await TestBroker.StartAsync(admits: false);

        Assert.StartsWith("the broker refuses this user, password or certificate", await ConnectAsync(), StringComparison.Ordinal);
        Assert.False(_broker!.IsConnected);
        Assert.False(_lost.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_absent_broker_is_described_in_words()
    {
        var port = Server.Port;
        await Server.DisposeAsync();
        _broker = new MqttNetBroker(_loop, Settings(port), "charger-test");

        Assert.StartsWith("the broker cannot be reached", await On(() => _broker.ConnectAsync(Will)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_is_described_in_words()
    {
        var file = Path.GetTempFileName();
        _broker = new MqttNetBroker(_loop, Settings(Server.Port) with { UseTls = true, CertificateFile = file, KeyFile = file }, "charger-test");

        Assert.StartsWith("a certificate or key cannot be used", await On(() => _broker.ConnectAsync(Will)), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task What_is_dropped_is_lost_once()
    {
        await ConnectAsync();
        _loop.Post(_broker!.Drop);

        Assert.Equal("dropped", await _lost.Reader.ReadAsync());
        Assert.Null(await On(() => _broker.ConnectAsync(Will)));
        Assert.False(_lost.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_flood_and_a_payload_that_is_too_long_do_not_reach_the_loop()
    {
        await ConnectAsync();
        Assert.Null(await On(() => _broker!.SubscribeAsync(["s/command/+"])));
        await Server.PublishAsync("s/command/long", new byte[5000]);
        Assert.Null((await _received.Reader.ReadAsync()).Payload);

        for (var message = 0; message < 2000; message++)
        {
            await Server.PublishAsync("s/command/stop", "{}"u8.ToArray());
        }

        // With QoS 1 the last of a flood is answered when all before it were looked at.
        await Server.PublishAsync("s/command/last", "{}"u8.ToArray(), atLeastOnce: true);
        await Server.NextAsync<MqttPubAckPacket>();
        await On(() => Task.FromResult(true));
        Assert.InRange(_received.Reader.Count, 1, 200);
    }

    [Theory]
    [InlineData(MqttVersion.V311, new byte[] { 0x20, 0x02, 0x00, 0x00 }, 268_435_455)]
    [InlineData(MqttVersion.V500, new byte[] { 0x20, 0x03, 0x00, 0x00, 0x00 }, 268_435_455)]
    [InlineData(MqttVersion.V311, new byte[] { 0x20, 0x02, 0x00, 0x00, 0xD0, 0x00, 0x30, 0x05, 0x00, 0x01, 0x61, 0x68, 0x69 }, 65_537)]
    public async Task A_packet_that_is_announced_too_large_ends_the_connection_before_it_is_kept(MqttVersion version, byte[] before, int lengthBytes)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        byte[] length = [(byte)(lengthBytes | 0x80), (byte)((lengthBytes >> 7) | 0x80), (byte)((lengthBytes >> 14) | 0x80), (byte)(lengthBytes >> 21)];
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            client.NoDelay = true;
            await client.GetStream().ReadAsync(new byte[1024], TestContext.Current.CancellationToken);
            foreach (var part in (byte[])[.. before, 0x30, .. length, 0x00])
            {
                await client.GetStream().WriteAsync(new[] { part }, TestContext.Current.CancellationToken);
            }

            // The station closes it; nothing more is sent, so only the announcement can have been the reason.
            try
            {
                while (await client.GetStream().ReadAsync(new byte[1024], TestContext.Current.CancellationToken) > 0)
                {
                }
            }
            catch (IOException)
            {
                // With a reset: it did not read the last byte.
            }
        }, TestContext.Current.CancellationToken);
        _broker = new MqttNetBroker(_loop, Settings(((IPEndPoint)listener.LocalEndpoint).Port) with { Version = version }, "charger-test");
        _broker.Lost += why => _lost.Writer.TryWrite(why);
        var refusal = await On(() => _broker.ConnectAsync(Will));

        // It may come with the answer to the connection, or after it.
        var why = refusal ?? await _lost.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal($"the broker sends a packet of {lengthBytes} bytes; at most 65536 are taken", why);
        await serving;
    }

    private static MqttSettings Settings(int port) => new() { Host = "127.0.0.1", Port = port };

    private Task<string?> ConnectAsync(MqttVersion version = MqttVersion.V500)
    {
        _broker = new MqttNetBroker(_loop, Settings(Server.Port) with { Version = version }, "charger-test");
        _broker.Lost += why => _lost.Writer.TryWrite(_loop.IsCurrent ? why : "not on the loop");
        _broker.Received += message => _received.Writer.TryWrite(message);
        return On(() => _broker.ConnectAsync(Will));
    }

    private Task<T> On<T>(Func<Task<T>> work) => _loop.RunAsync(work);
}
