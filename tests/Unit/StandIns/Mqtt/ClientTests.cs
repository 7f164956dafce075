using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

public sealed class ClientTests : IAsyncDisposable
{
    private readonly TestBroker _broker = new();
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    public static TheoryData<MqttProtocolVersion> Versions => [MqttProtocolVersion.V311, MqttProtocolVersion.V500];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _broker.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_message_with_QoS_1_arrives_and_both_sides_answer(MqttProtocolVersion version)
    {
        var arrived = Arrivals(_client);
        await _client.ConnectAsync(Options(version).Build());
        var subscribed = await _client.SubscribeAsync("charger/+/energy", MqttQualityOfServiceLevel.AtLeastOnce);
        var published = await _client.PublishStringAsync("charger/7/energy", "12.5", MqttQualityOfServiceLevel.AtLeastOnce);

        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS1, subscribed.Items.Single().ResultCode);
        Assert.True(published.IsSuccess);
        var message = await arrived.ReadAsync();
        Assert.Equal("charger/7/energy", message.ApplicationMessage.Topic);
        Assert.Equal("12.5", message.ApplicationMessage.ConvertPayloadToString());
        Assert.Equal(message.PacketIdentifier, (await _broker.NextAsync<MqttPubAckPacket>()).PacketIdentifier);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_retained_message_comes_with_the_subscription_until_it_is_cleared(MqttProtocolVersion version)
    {
        var arrived = Arrivals(_client);
        await _client.ConnectAsync(Options(version).Build());
        await _client.PublishStringAsync("state", "online", MqttQualityOfServiceLevel.AtLeastOnce, retain: true);
        await _client.SubscribeAsync("state");

        var message = await arrived.ReadAsync();
        Assert.True(message.ApplicationMessage.Retain);
        Assert.Equal("online", message.ApplicationMessage.ConvertPayloadToString());

        await _client.PublishStringAsync("state", null, MqttQualityOfServiceLevel.AtLeastOnce, retain: true);
        Assert.Empty(_broker.Retained);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task After_unsubscribing_nothing_comes(MqttProtocolVersion version)
    {
        var arrived = Arrivals(_client);
        await _client.ConnectAsync(Options(version).Build());
        await _client.SubscribeAsync("a");
        await _client.SubscribeAsync("b");
        var result = await _client.UnsubscribeAsync("a");
        await _client.PublishStringAsync("a", "1");
        await _client.PublishStringAsync("b", "2");

        Assert.Equal(MqttClientUnsubscribeResultCode.Success, result.Items.Single().ResultCode);
        Assert.Equal("b", (await arrived.ReadAsync()).ApplicationMessage.Topic);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_will_is_sent_for_a_client_that_goes_without_a_word(MqttProtocolVersion version)
    {
        var arrived = Arrivals(_client);
        await _client.ConnectAsync(Options(version).Build());
        await _client.SubscribeAsync("#");

        var silent = new MqttClientFactory().CreateMqttClient();
        await silent.ConnectAsync(WithWill(Options(version)).Build());
        silent.Dispose();
        Assert.Equal("offline", (await arrived.ReadAsync()).ApplicationMessage.ConvertPayloadToString());

        using var polite = new MqttClientFactory().CreateMqttClient();
        await polite.ConnectAsync(WithWill(Options(version)).Build());
        await polite.DisconnectAsync();
        await _broker.NextAsync<MqttDisconnectPacket>();
        await _client.PublishStringAsync("next", "no will before it");
        Assert.Equal("next", (await arrived.ReadAsync()).ApplicationMessage.Topic);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_wrong_password_is_an_answer_and_no_exception(MqttProtocolVersion version)
    {
        await using var broker = new TestBroker { Admit = connect => connect.Username == "cp" && connect.Password!.AsSpan().SequenceEqual("right"u8) };
        var ended = Ends(_client);

        var refused = await _client.ConnectAsync(Options(version, broker).WithCredentials("cp", "wrong").Build());
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword, refused.ResultCode);
        Assert.False(_client.IsConnected);
        Assert.False((await ended.ReadAsync()).ClientWasConnected);

        var taken = await _client.ConnectAsync(Options(version, broker).WithCredentials("cp", "right").Build());
        Assert.Equal(MqttClientConnectResultCode.Success, taken.ResultCode);
        Assert.True(_client.IsConnected);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Leaving_is_no_failure_though_the_server_closes_first(MqttProtocolVersion version)
    {
        var ended = Ends(_client);
        for (var round = 0; round < 50; round++)
        {
            await _client.ConnectAsync(Options(version).Build());
            await _client.DisconnectAsync();
            var end = await ended.ReadAsync();
            Assert.Null(end.Exception);
            Assert.Equal(MqttClientDisconnectReason.NormalDisconnection, end.Reason);
        }
    }

    [Fact]
    public async Task When_the_line_is_cut_the_client_tells_and_may_connect_again_from_the_handler()
    {
        var isBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _client.ConnectAsync(Options().Build());
        _client.DisconnectedAsync += async end =>
        {
            Assert.True(end.ClientWasConnected);
            await _client.ConnectAsync(Options().Build());
            isBack.TrySetResult();
        };
        _broker.Cut();

        await isBack.Task;
        Assert.True(_client.IsConnected);
        await _client.PingAsync();
    }

    [Fact]
    public async Task Who_waits_for_an_answer_hears_of_the_end()
    {
        _broker.Answers = packet => packet is not MqttPublishPacket;
        await _client.ConnectAsync(Options().Build());
        var publishing = _client.PublishStringAsync("a", "1", MqttQualityOfServiceLevel.AtLeastOnce);
        await _broker.NextAsync<MqttPublishPacket>();
        _broker.Cut();

        await Assert.ThrowsAsync<MqttClientDisconnectedException>(() => publishing);
        await Assert.ThrowsAsync<MqttClientNotConnectedException>(() => _client.PublishStringAsync("a", "2"));
    }

    [Fact]
    public async Task Who_cancels_waiting_for_an_answer_is_out_of_time_and_the_connection_stays()
    {
        _broker.Answers = packet => packet is not MqttPublishPacket;
        await _client.ConnectAsync(Options().Build());
        using var patience = new CancellationTokenSource();
        var publishing = _client.PublishStringAsync("a", "1", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: patience.Token);
        await _broker.NextAsync<MqttPublishPacket>();
        patience.Cancel();

        await Assert.ThrowsAsync<MqttCommunicationTimedOutException>(() => publishing);
        await _client.PingAsync();
    }

    [Fact]
    public async Task A_server_that_answers_no_ping_is_left()
    {
        _broker.Answers = packet => packet is not MqttPingReqPacket;
        var ended = Ends(_client);
        await _client.ConnectAsync(Options().WithKeepAlivePeriod(TimeSpan.FromMilliseconds(20)).Build());

        Assert.IsType<MqttCommunicationTimedOutException>((await ended.ReadAsync()).Exception);
        Assert.False(_client.IsConnected);
    }

    [Fact]
    public async Task A_server_that_dismisses_says_why()
    {
        var ended = Ends(_client);
        await _client.ConnectAsync(Options().Build());
        await _broker.DismissAsync(MqttDisconnectReasonCode.SessionTakenOver);

        var end = await ended.ReadAsync();
        Assert.Equal(MqttClientDisconnectReason.SessionTakenOver, end.Reason);
        Assert.Equal("dismissed", end.ReasonString);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_a_communication_exception()
    {
        var port = _broker.Port;
        await _broker.DisposeAsync();

        await Assert.ThrowsAsync<MqttCommunicationException>(() => _client.ConnectAsync(
            new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).Build()));
        Assert.False(_client.IsConnected);
    }

    [Fact]
    public async Task No_answer_to_CONNECT_is_a_failed_connect()
    {
        _broker.Answers = _ => false;
        using var patience = new CancellationTokenSource();
        var connecting = _client.ConnectAsync(Options().Build(), patience.Token);
        await _broker.NextAsync<MqttConnectPacket>();
        patience.Cancel();

        await Assert.ThrowsAsync<MqttConnectingFailedException>(() => connecting);
    }

    [Fact]
    public async Task TLS_shows_the_client_certificate_and_trusts_only_the_given_authority()
    {
        using var server = SelfSigned("broker.test");
        using var client = SelfSigned("cp-1");
        using var stranger = SelfSigned("broker.test");
        await using var broker = new TestBroker { Certificate = server, AdmitCertificate = shown => shown?.Subject == "CN=cp-1" };

        MqttClientOptions Secured(X509Certificate2 authority) => Options(MqttProtocolVersion.V500, broker).WithTlsOptions(tls => tls
            .WithTargetHost("broker.test").WithClientCertificates([client]).WithTrustChain([authority]).WithRevocationMode(X509RevocationMode.NoCheck)).Build();

        await Assert.ThrowsAsync<MqttCommunicationException>(() => _client.ConnectAsync(Secured(stranger)));
        Assert.Equal(MqttClientConnectResultCode.Success, (await _client.ConnectAsync(Secured(server))).ResultCode);
        Assert.True((await _client.PublishStringAsync("a", "1", MqttQualityOfServiceLevel.AtLeastOnce)).IsSuccess);
    }

    [Fact]
    public void What_an_earlier_version_cannot_say_is_refused() =>
        Assert.Throws<NotSupportedException>(() => Options(MqttProtocolVersion.V311).WithSessionExpiryInterval(60).Build());

    [Theory]
    [InlineData("a/b", "a/b", MqttTopicFilterCompareResult.IsMatch)]
    [InlineData("a/b", "a/+", MqttTopicFilterCompareResult.IsMatch)]
    [InlineData("a", "a/#", MqttTopicFilterCompareResult.IsMatch)]
    [InlineData("a/b/c", "a/#", MqttTopicFilterCompareResult.IsMatch)]
    [InlineData("a/b/c", "+/+", MqttTopicFilterCompareResult.NoMatch)]
    [InlineData("/a", "+/a", MqttTopicFilterCompareResult.IsMatch)]
    [InlineData("$SYS/load", "#", MqttTopicFilterCompareResult.NoMatch)]
    [InlineData("$SYS/load", "$SYS/#", MqttTopicFilterCompareResult.IsMatch)]
    [InlineData("a/b", "a/#/b", MqttTopicFilterCompareResult.FilterInvalid)]
    [InlineData("a/+", "a/+", MqttTopicFilterCompareResult.TopicInvalid)]
    public void A_filter_takes_what_the_standard_says(string topic, string filter, MqttTopicFilterCompareResult expected) =>
        Assert.Equal(expected, MqttTopicFilterComparer.Compare(topic, filter));

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static MqttClientOptionsBuilder WithWill(MqttClientOptionsBuilder options) => options
        .WithWillTopic("will").WithWillPayload("offline").WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).WithWillRetain(false);

    private static ChannelReader<MqttApplicationMessageReceivedEventArgs> Arrivals(IMqttClient client)
    {
        var arrivals = Channel.CreateUnbounded<MqttApplicationMessageReceivedEventArgs>();
        client.ApplicationMessageReceivedAsync += message => arrivals.Writer.WriteAsync(message).AsTask();
        return arrivals.Reader;
    }

    private static ChannelReader<MqttClientDisconnectedEventArgs> Ends(IMqttClient client)
    {
        var ends = Channel.CreateUnbounded<MqttClientDisconnectedEventArgs>();
        client.DisconnectedAsync += end => ends.Writer.WriteAsync(end).AsTask();
        return ends.Reader;
    }

    private MqttClientOptionsBuilder Options(MqttProtocolVersion version = MqttProtocolVersion.V500, TestBroker? broker = null) =>
        new MqttClientOptionsBuilder().WithProtocolVersion(version).WithEndPoint(new IPEndPoint(IPAddress.Loopback, (broker ?? _broker).Port))
            .WithTimeout(TimeSpan.FromSeconds(20));
}
