using System.Buffers;
using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

/// <summary>One client at the <see cref="TestBroker"/>, from CONNECT to the end, at which its will is due unless it said DISCONNECT.</summary>
internal sealed class TestBrokerSession(TestBroker broker, Stream stream) : IDisposable
{
    private readonly PacketPipe _pipe = new(stream);
    private readonly ConcurrentDictionary<string, MqttTopicFilter> _filters = [];
    private MqttPublishPacket? _will;

    /// <summary>The filter that takes the topic.</summary>
    public MqttTopicFilter? Filter(string topic) =>
        _filters.Values.FirstOrDefault(filter => MqttTopicFilterComparer.Compare(topic, filter.Topic) == MqttTopicFilterCompareResult.IsMatch);

    public async Task SendAsync(MqttPacket packet)
    {
        try
        {
            await _pipe.SendAsync(packet);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The client went; its reader sees it too.
        }
    }

    public void Dispose() => stream.Dispose();

    public async Task RunAsync()
    {
        var connect = await _pipe.ReadAsync() as MqttConnectPacket ?? throw new IOException("The client did not begin with CONNECT.");
        broker.Note(connect.ClientId, connect);
        var isAdmitted = broker.Admit(connect);
        if (broker.Answers(connect))
        {
            broker.Add(this);
            await SendAsync(Answer(isAdmitted));
        }

        try
        {
            _will = connect.WillFlag && isAdmitted ? Will(connect) : null;
            while (isAdmitted && await _pipe.ReadAsync() is { } packet)
            {
                // Before it is told, so that a test which waited for it sees what it changed.
                await TakeAsync(packet);
                broker.Note(connect.ClientId, packet);
                if (packet is MqttDisconnectPacket)
                {
                    return;
                }
            }
        }
        finally
        {
            broker.Remove(this);
            if (_will is not null)
            {
                await broker.PublishAsync(_will);
            }
        }
    }

    private static MqttConnAckPacket Answer(bool isAdmitted) => new()
    {
        ReasonCode = isAdmitted ? MqttConnectReasonCode.Success : MqttConnectReasonCode.BadUserNameOrPassword,
        ReturnCode = isAdmitted ? MqttConnectReturnCode.ConnectionAccepted : MqttConnectReturnCode.ConnectionRefusedBadUsernameOrPassword,
        MaximumQoS = MqttQualityOfServiceLevel.AtLeastOnce,
        RetainAvailable = true,
        WildcardSubscriptionAvailable = true,
        SubscriptionIdentifiersAvailable = true,
        SharedSubscriptionAvailable = false,
    };

    private static MqttPublishPacket Will(MqttConnectPacket connect) => new()
    {
        Topic = connect.WillTopic!,
        Payload = new ReadOnlySequence<byte>(connect.WillMessage ?? []),
        QualityOfServiceLevel = connect.WillQoS,
        Retain = connect.WillRetain,
    };

    private async Task TakeAsync(MqttPacket packet)
    {
        if (packet is MqttDisconnectPacket)
        {
            _will = null;
        }

        if (!broker.Answers(packet))
        {
            return;
        }

        switch (packet)
        {
            case MqttPublishPacket publish:
                await broker.PublishAsync(publish);
                if (publish.PacketIdentifier != 0)
                {
                    await SendAsync(new MqttPubAckPacket { PacketIdentifier = publish.PacketIdentifier });
                }

                break;
            case MqttSubscribePacket subscribe:
                subscribe.TopicFilters.ForEach(filter => _filters[filter.Topic] = filter);
                var granted = subscribe.TopicFilters.Select(filter => (MqttSubscribeReasonCode)Math.Min((int)filter.QualityOfServiceLevel, 1));
                await SendAsync(new MqttSubAckPacket { PacketIdentifier = subscribe.PacketIdentifier, ReasonCodes = [.. granted] });
                foreach (var filter in subscribe.TopicFilters)
                {
                    await broker.SendRetainedAsync(this, filter);
                }

                break;
            case MqttUnsubscribePacket unsubscribe:
                var found = unsubscribe.TopicFilters.Select(filter =>
                    _filters.TryRemove(filter, out _) ? MqttUnsubscribeReasonCode.Success : MqttUnsubscribeReasonCode.NoSubscriptionExisted);
                await SendAsync(new MqttUnsubAckPacket { PacketIdentifier = unsubscribe.PacketIdentifier, ReasonCodes = [.. found] });
                break;
            case MqttPingReqPacket:
                await SendAsync(MqttPingRespPacket.Instance);
                break;
        }
    }
}
