using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet.Channel;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Builds <see cref="MqttClientOptions"/>.</summary>
public sealed partial class MqttClientOptionsBuilder
{
    private readonly MqttClientOptions _options = new();
    private MqttClientTcpOptions? _tcpOptions;
    private MqttClientTlsOptions? _tlsOptions;
    private EndPoint? _remoteEndPoint;

    /// <exception cref="InvalidOperationException">No server is named.</exception>
    /// <exception cref="NotSupportedException">An option needs a later protocol version.</exception>
    public MqttClientOptions Build()
    {
        if (_tcpOptions is null)
        {
            throw new InvalidOperationException("A channel must be set.");
        }

        _tcpOptions.TlsOptions = _tlsOptions ?? _tcpOptions.TlsOptions;
        _tcpOptions.RemoteEndpoint ??= WithPort(_remoteEndPoint ?? throw new ArgumentException("No endpoint is set."));
        _options.ChannelOptions = _tcpOptions;
        Features.Check(_options);
        return _options;
    }

    public MqttClientOptionsBuilder WithAddressFamily(AddressFamily addressFamily) =>
        Set(() => (_tcpOptions ?? throw new InvalidOperationException("A server must be set first.")).AddressFamily = addressFamily);

    public MqttClientOptionsBuilder WithCleanSession(bool value = true) => Set(() => _options.CleanSession = value);

    public MqttClientOptionsBuilder WithCleanStart(bool value = true) => Set(() => _options.CleanSession = value);

    public MqttClientOptionsBuilder WithClientId(string value) => Set(() => _options.ClientId = value);

    public MqttClientOptionsBuilder WithCredentials(string username, string? password) =>
        WithCredentials(username, password is null ? null : Encoding.UTF8.GetBytes(password));

    public MqttClientOptionsBuilder WithCredentials(string username, byte[]? password = null) =>
        WithCredentials(new MqttClientCredentials(username, password));

    public MqttClientOptionsBuilder WithCredentials(IMqttClientCredentialsProvider credentials) => Set(() => _options.Credentials = credentials);

    public MqttClientOptionsBuilder WithEndPoint(EndPoint endPoint) => Set(() =>
    {
        _remoteEndPoint = endPoint ?? throw new ArgumentNullException(nameof(endPoint));
        _tcpOptions = new MqttClientTcpOptions();
    });

    public MqttClientOptionsBuilder WithKeepAlivePeriod(TimeSpan value) => Set(() => _options.KeepAlivePeriod = value);

    public MqttClientOptionsBuilder WithMaximumPacketSize(uint maximumPacketSize) => Set(() => _options.MaximumPacketSize = maximumPacketSize);

    public MqttClientOptionsBuilder WithNoKeepAlive() => WithKeepAlivePeriod(TimeSpan.Zero);

    /// <exception cref="InvalidOperationException">No server is named yet.</exception>
    public MqttClientOptionsBuilder WithStreamProvider(IMqttClientStreamProvider provider) => Set(() =>
        (_tcpOptions ?? throw new InvalidOperationException("A server must be set first.")).StreamProvider = provider);

    public MqttClientOptionsBuilder WithProtocolVersion(MqttProtocolVersion value) => Set(() =>
        _options.ProtocolVersion = value != MqttProtocolVersion.Unknown ? value : throw new ArgumentException("Protocol version is invalid."));

    public MqttClientOptionsBuilder WithReceiveMaximum(ushort receiveMaximum) => Set(() => _options.ReceiveMaximum = receiveMaximum);

    public MqttClientOptionsBuilder WithRequestProblemInformation(bool requestProblemInformation = true) =>
        Set(() => _options.RequestProblemInformation = requestProblemInformation);

    public MqttClientOptionsBuilder WithRequestResponseInformation(bool requestResponseInformation = true) =>
        Set(() => _options.RequestResponseInformation = requestResponseInformation);

    public MqttClientOptionsBuilder WithSessionExpiryInterval(uint sessionExpiryInterval) =>
        Set(() => _options.SessionExpiryInterval = sessionExpiryInterval);

    /// <param name="host">Name or address.</param>
    /// <param name="port">When null, 8883 with TLS and 1883 without.</param>
    /// <param name="addressFamily">Which addresses of the name are tried.</param>
    public MqttClientOptionsBuilder WithTcpServer(string host, int? port = null, AddressFamily addressFamily = AddressFamily.Unspecified) =>
        WithEndPoint(new DnsEndPoint(host, port ?? 0, addressFamily));

    public MqttClientOptionsBuilder WithTimeout(TimeSpan value) => Set(() => _options.Timeout = value);

    public MqttClientOptionsBuilder WithTlsOptions(MqttClientTlsOptions tlsOptions) => Set(() => _tlsOptions = tlsOptions);

    public MqttClientOptionsBuilder WithTlsOptions(Action<MqttClientTlsOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        var builder = new MqttClientTlsOptionsBuilder();
        configure(builder);
        return WithTlsOptions(builder.Build());
    }

    public MqttClientOptionsBuilder WithUserProperty(string name, ReadOnlyMemory<byte> value) =>
        Set(() => (_options.UserProperties ??= []).Add(new MqttUserProperty(name, value)));

    private EndPoint WithPort(EndPoint endPoint)
    {
        var port = _tcpOptions?.TlsOptions?.UseTls == true ? MqttPorts.Secure : MqttPorts.Default;
        return endPoint switch
        {
            DnsEndPoint { Port: 0 } name => new DnsEndPoint(name.Host, port, name.AddressFamily),
            IPEndPoint { Port: 0 } address => new IPEndPoint(address.Address, port),
            _ => endPoint,
        };
    }

    private MqttClientOptionsBuilder Set(Action change)
    {
        change();
        return this;
    }
}
