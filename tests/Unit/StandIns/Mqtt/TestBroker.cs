using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

/// <summary>
/// A broker on loopback: MQTT 3.1.1 and 5.0, QoS 0 and 1, retained messages, wills, filters with + and #, TLS with client certificates. It keeps no
/// sessions. What clients send can be awaited on <see cref="Received"/>.
/// </summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TestBrokerSession, bool> _sessions = [];
    private readonly ConcurrentDictionary<string, MqttPublishPacket> _retained = [];
    private readonly Channel<(string ClientId, MqttPacket Packet)> _received = Channel.CreateUnbounded<(string ClientId, MqttPacket Packet)>();
    private readonly Task _accepting;
    private int _lastIdentifier;

    public TestBroker()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>With it the broker speaks TLS; the name in it must be the one the client expects.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether a client's certificate is taken; with it every client needs one.</summary>
    public Func<X509Certificate?, bool>? AdmitCertificate { get; init; }

    /// <summary>Whether a client is taken, by user name and password for example.</summary>
    public Func<MqttConnectPacket, bool> Admit { get; init; } = _ => true;

    /// <summary>Whether a packet is answered; a broker that answers none looks like a line that is dead.</summary>
    public Func<MqttPacket, bool> Answers { get; set; } = _ => true;

    /// <summary>Every packet of every client, in order.</summary>
    public ChannelReader<(string ClientId, MqttPacket Packet)> Received => _received.Reader;

    public IReadOnlyDictionary<string, MqttPublishPacket> Retained => _retained;

    /// <summary>The next packet of this kind that a client sends; what comes before it is passed over.</summary>
    public async Task<TPacket> NextAsync<TPacket>(Func<TPacket, bool>? isIt = null)
        where TPacket : MqttPacket
    {
        while (true)
        {
            if ((await Received.ReadAsync()).Packet is TPacket packet && isIt?.Invoke(packet) != false)
            {
                return packet;
            }
        }
    }

    /// <summary>Closes all connections without a word, so that wills are due.</summary>
    public void Cut()
    {
        foreach (var session in _sessions.Keys)
        {
            session.Dispose();
        }
    }

    /// <summary>Sends DISCONNECT to all, which only 5.0 knows, and closes.</summary>
    public async Task DismissAsync(MqttDisconnectReasonCode reason)
    {
        foreach (var session in _sessions.Keys)
        {
            await session.SendAsync(new MqttDisconnectPacket { ReasonCode = reason, ReasonString = "dismissed" });
            session.Dispose();
        }
    }

    /// <summary>Hands a message to all who subscribed to it.</summary>
    public async Task PublishAsync(MqttPublishPacket message)
    {
        if (message.Retain)
        {
            if (message.Payload.IsEmpty)
            {
                _retained.TryRemove(message.Topic, out _);
            }
            else
            {
                _retained[message.Topic] = message;
            }
        }

        foreach (var session in _sessions.Keys)
        {
            if (session.Filter(message.Topic) is { } filter)
            {
                await DeliverAsync(session, message, filter, isRetained: false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    internal async Task SendRetainedAsync(TestBrokerSession session, MqttTopicFilter filter)
    {
        foreach (var message in _retained.Values)
        {
            if (MqttTopicFilterComparer.Compare(message.Topic, filter.Topic) == MqttTopicFilterCompareResult.IsMatch)
            {
                await DeliverAsync(session, message, filter, isRetained: true);
            }
        }
    }

    internal void Note(string clientId, MqttPacket packet) => _received.Writer.TryWrite((clientId, packet));

    internal void Add(TestBrokerSession session) => _sessions[session] = true;

    internal void Remove(TestBrokerSession session) => _sessions.TryRemove(session, out _);

    private Task DeliverAsync(TestBrokerSession session, MqttPublishPacket message, MqttTopicFilter filter, bool isRetained)
    {
        var level = (MqttQualityOfServiceLevel)Math.Min((int)filter.QualityOfServiceLevel, (int)message.QualityOfServiceLevel);
        return session.SendAsync(new MqttPublishPacket
        {
            Topic = message.Topic,
            Payload = message.Payload,
            ContentType = message.ContentType,
            UserProperties = message.UserProperties,
            QualityOfServiceLevel = level,
            PacketIdentifier = level == 0 ? (ushort)0 : (ushort)(1 + (Interlocked.Increment(ref _lastIdentifier) % ushort.MaxValue)),
            Retain = isRetained,
        });
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            Stream stream = connection.GetStream();
            if (Certificate is not null)
            {
                var secured = new SslStream(stream);
                await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    ServerCertificate = Certificate,
                    ClientCertificateRequired = AdmitCertificate is not null,
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => AdmitCertificate?.Invoke(certificate) ?? true,
                });
                stream = secured;
            }

            using var session = new TestBrokerSession(this, stream);
            await session.RunAsync();
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // The client went, or is not who it has to be.
        }
        finally
        {
            connection.Dispose();
        }
    }
}
