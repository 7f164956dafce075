using System.Buffers;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace ChargerFirmware.Telemetry.Mqtt.Adapters;

/// <summary>
/// A broker over the network. All waiting is done on the pool; the loop gets whole things only: a connection, a message, an end.
/// Each connection has a client of its own, so that nothing late of one is taken for the next.
/// </summary>
public sealed class MqttNetBroker : IBroker
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    private readonly Loop _loop;
    private readonly MqttSettings _settings;
    private readonly string _clientId;
    private readonly CommandGate _gate = new();
    private volatile IMqttClient? _client;
    private string? _endedBeforeItBegan;
    private volatile bool _disposed;

    /// <param name="clientId">Whom the broker knows this station by; two of one name throw each other out.</param>
    public MqttNetBroker(Loop loop, MqttSettings settings, string clientId)
    {
        _loop = loop;
        _settings = settings;
        _clientId = clientId;
    }

    public event Action<string>? Lost;

    public event Action<ReceivedMessage>? Received;

    public bool IsConnected { get; private set; }

    public Task<string?> ConnectAsync(BrokerMessage will) => Task.Run(() => ConnectOnPoolAsync(will));

    public Task<string?> SubscribeAsync(IReadOnlyList<string> filters) => Task.Run(async () =>
    {
        try
        {
            var wanted = new MqttClientSubscribeOptionsBuilder();
            foreach (var filter in filters)
            {
                wanted.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
            }

            using var deadline = new CancellationTokenSource(s_patience);
            var result = await Client.SubscribeAsync(wanted.Build(), deadline.Token).ConfigureAwait(false);
            return result.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused
                ? $"the subscription to {refused.TopicFilter.Topic} is refused ({refused.ResultCode})"
                : null;
        }
#pragma warning disable CA1031 // Whatever a broker or a socket does, it is returned and not thrown.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return BrokerProblem.Describe(problem);
        }
    });

    public Task<PublishOutcome> PublishAsync(BrokerMessage message) => Task.Run(async () =>
    {
        try
        {
            var result = await Client.PublishAsync(Translate(message)).ConfigureAwait(false);
            return result.IsSuccess ? PublishOutcome.Taken : PublishOutcome.Refused(result.ReasonString ?? result.ReasonCode.ToString());
        }
        catch (Exception problem) when (problem is MqttProtocolViolationException or NotSupportedException or ArgumentException)
        {
            // The client itself does not take it, as one that is larger than the broker allows.
            return PublishOutcome.Refused(BrokerProblem.Describe(problem));
        }
#pragma warning disable CA1031 // Everything else ends the connection, which is reported by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            return PublishOutcome.Lost;
        }
    });

    public Task LeaveAsync() => Task.Run(async () =>
    {
        try
        {
            using var deadline = new CancellationTokenSource(s_farewell);
            await Client.DisconnectAsync(cancellationToken: deadline.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The broker is gone already.
        catch (Exception)
#pragma warning restore CA1031
        {
            Drop();
        }
    });

    public void Drop()
    {
        if (_client is { } client && IsConnected)
        {
            // A client that is disposed of raises no event.
            Task.Run(client.Dispose);
            OnEnd(client, "dropped");
        }
    }

    public void Dispose()
    {
        _disposed = true;
        if (_client is { } client)
        {
            Task.Run(client.Dispose);
        }
    }

    private IMqttClient Client => _client ?? throw new MqttClientNotConnectedException();

    private async Task<string?> ConnectOnPoolAsync(BrokerMessage will)
    {
        try
        {
            _client?.Dispose();
            var client = new MqttClientFactory().CreateMqttClient();
            client.ApplicationMessageReceivedAsync += OnReceivedAsync;
            client.DisconnectedAsync += end =>
            {
                // It also comes when connecting failed, which its caller learns by the result.
                if (end.ClientWasConnected)
                {
                    _loop.Post(() => OnEnd(client, BrokerProblem.Describe(end)));
                }

                return Task.CompletedTask;
            };
            _client = client;
            _loop.Post(() => _endedBeforeItBegan = null);
            using var deadline = new CancellationTokenSource(s_patience);
            var result = await client.ConnectAsync(ConnectOptions.Of(_settings, _clientId, will), deadline.Token).ConfigureAwait(false);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                return BrokerProblem.Describe(result);
            }

            var outcome = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _loop.Post(() =>
            {
                // A broker may end the connection in the moment after its answer; then a refusal is returned and no loss raised.
                IsConnected = _endedBeforeItBegan is null;
                outcome.SetResult(_endedBeforeItBegan);
            });
            return await outcome.Task.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a broker, a socket or a file does, it is returned and not thrown.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return BrokerProblem.Describe(problem);
        }
        finally
        {
            if (_disposed)
            {
                _client?.Dispose();
            }
        }
    }

    private void OnEnd(IMqttClient client, string why)
    {
        if (!ReferenceEquals(client, _client))
        {
            return;
        }

        if (IsConnected)
        {
            IsConnected = false;
            Lost?.Invoke(why);
        }
        else
        {
            _endedBeforeItBegan = why;
        }
    }

    private Task OnReceivedAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        if (_gate.TryPass())
        {
            var message = received.ApplicationMessage;
            var whole = new ReceivedMessage(
                message.Topic,
                message.Payload.Length <= CommandGate.LongestPayloadBytes ? message.Payload.ToArray().AsMemory() : (ReadOnlyMemory<byte>?)null,
                message.Retain,
                message.ResponseTopic,
                message.CorrelationData is { } correlation ? correlation.AsMemory() : (ReadOnlyMemory<byte>?)null);
            _loop.PostBehind(() => Received?.Invoke(whole));
        }

        return Task.CompletedTask;
    }

    private MqttApplicationMessage Translate(BrokerMessage message)
    {
        var translated = new MqttApplicationMessage
        {
            Topic = message.Topic,
            Payload = new ReadOnlySequence<byte>(message.Payload),
            QualityOfServiceLevel = message.AtLeastOnce ? MqttQualityOfServiceLevel.AtLeastOnce : MqttQualityOfServiceLevel.AtMostOnce,
            Retain = message.Retain,
        };
        if (_settings.Version == MqttVersion.V500 && message.Correlation is { } correlation)
        {
            translated.CorrelationData = correlation.ToArray();
        }

        return translated;
    }
}
