using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace ChargerFirmware.Tests.Unit.Telemetry.Mqtt;

/// <summary>MQTTnet's server on a free port of loopback. What clients send can be awaited with <see cref="NextAsync"/>.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly MqttServer _server;
    private readonly MqttServerOptions _options;
    private readonly Channel<MqttPacket> _packets = Channel.CreateUnbounded<MqttPacket>();
    private readonly Channel<MqttApplicationMessage> _retained = Channel.CreateUnbounded<MqttApplicationMessage>();

    private TestBroker(bool admits)
    {
        var factory = new MqttServerFactory();
        _options = factory.CreateServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointPort(0)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithMaxPendingMessagesPerClient(10_000)
            .Build();
        _server = factory.CreateMqttServer(_options);
        _server.ValidatingConnectionAsync += client =>
        {
            client.ReasonCode = admits ? MqttConnectReasonCode.Success : MqttConnectReasonCode.NotAuthorized;
            return Task.CompletedTask;
        };
        _server.InterceptingInboundPacketAsync += received =>
        {
            _packets.Writer.TryWrite(received.Packet);
            return Task.CompletedTask;
        };
        _server.RetainedMessageChangedAsync += change =>
        {
            _retained.Writer.TryWrite(change.ChangedRetainedMessage);
            return Task.CompletedTask;
        };
    }

    public int Port => _options.DefaultEndpointOptions.Port;

    /// <param name="admits">Whether clients are taken.</param>
    public static async Task<TestBroker> StartAsync(bool admits = true)
    {
        var broker = new TestBroker(admits);
        await broker._server.StartAsync();
        return broker;
    }

    /// <summary>The next packet of this kind that a client sends; what comes before it is passed over.</summary>
    public async Task<TPacket> NextAsync<TPacket>()
        where TPacket : MqttPacket
    {
        while (true)
        {
            if (await _packets.Reader.ReadAsync(TestContext.Current.CancellationToken) is TPacket packet)
            {
                return packet;
            }
        }
    }

    /// <summary>The next message that is kept for those who subscribe later, a will's too.</summary>
    public ValueTask<MqttApplicationMessage> NextRetainedAsync() => _retained.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<bool> RetainsAsync(string topic) => await _server.GetRetainedMessageAsync(topic) is not null;

    /// <summary>Ends the connection of all clients, so that wills are due.</summary>
    public async Task CutAsync()
    {
        foreach (var client in await _server.GetClientsAsync())
        {
            await client.DisconnectAsync(new MqttServerClientDisconnectOptions());
        }
    }

    /// <summary>Hands a message to all who subscribed to it.</summary>
    public Task PublishAsync(string topic, byte[] payload, bool atLeastOnce = false) => _server.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(new MqttApplicationMessage
        {
            Topic = topic,
            PayloadSegment = payload,
            QualityOfServiceLevel = atLeastOnce ? MqttQualityOfServiceLevel.AtLeastOnce : MqttQualityOfServiceLevel.AtMostOnce,
        }));

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        _server.Dispose();
    }
}
