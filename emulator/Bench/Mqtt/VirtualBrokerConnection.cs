using ChargerFirmware.Telemetry.Mqtt.Connection;

namespace ChargerFirmware.Bench.Mqtt;

/// <summary>One station's way to a <see cref="VirtualBroker"/>. Let fall without a word, it leaves its will.</summary>
internal sealed class VirtualBrokerConnection(VirtualBroker broker) : IBroker
{
    private static readonly TimeSpan s_handshake = TimeSpan.FromMilliseconds(20);

    private readonly List<(BrokerMessage Message, TaskCompletionSource<PublishOutcome> Answer)> _underWay = [];
    private IReadOnlyList<string> _filters = [];
    private BrokerMessage? _will;
    private bool _disposed;

    public event Action<string>? Lost;

    public event Action<ReceivedMessage>? Received;

    public bool IsConnected { get; private set; }

    public async Task<string?> ConnectAsync(BrokerMessage will)
    {
        await Task.Delay(s_handshake, broker.Loop.Time);
        if (_disposed)
        {
            return "disposed";
        }

        if (broker.Admit() is { } refusal)
        {
            return refusal;
        }

        IsConnected = true;
        _will = will;
        return null;
    }

    public Task<string?> SubscribeAsync(IReadOnlyList<string> filters)
    {
        _filters = filters;
        return Task.FromResult<string?>(null);
    }

    public async Task<PublishOutcome> PublishAsync(BrokerMessage message)
    {
        if (!IsConnected)
        {
            return PublishOutcome.Lost;
        }

        var answer = new TaskCompletionSource<PublishOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay.Add((message, answer));
        broker.UnderWay++;
        await using var delay = broker.Loop.Time.CreateTimer(_ => Answer(message, answer), null, broker.Delay, Timeout.InfiniteTimeSpan);
        try
        {
            return await answer.Task;
        }
        finally
        {
            _underWay.Remove((message, answer));
            broker.UnderWay--;
        }
    }

    public Task LeaveAsync()
    {
        _will = null;
        End("left");
        return Task.CompletedTask;
    }

    public void Drop() => End("dropped");

    public void Dispose()
    {
        _disposed = true;
        End("disposed");
    }

    internal void End(string why, bool tookWhatWasUnderWay = false)
    {
        if (!IsConnected)
        {
            return;
        }

        IsConnected = false;
        foreach (var (message, answer) in _underWay.ToList())
        {
            if (answer.TrySetResult(PublishOutcome.Lost) && tookWhatWasUnderWay)
            {
                broker.Take(message);
            }
        }

        // Also a broker that dies publishes its clients' wills when it is back.
        if (_will is { } will)
        {
            broker.Take(will);
        }

        Lost?.Invoke(why);
    }

    internal void Deliver(ReceivedMessage message)
    {
        if (IsConnected && _filters.Any(filter => Matches(filter, message.Topic)))
        {
            broker.Loop.Post(() => Received?.Invoke(message));
        }
    }

    private static bool Matches(string filter, string topic)
    {
        var (wanted, found) = (filter.Split('/'), topic.Split('/'));
        return wanted.Length == found.Length && wanted.Zip(found).All(pair => pair.First == "+" || pair.First == pair.Second);
    }

    private void Answer(BrokerMessage message, TaskCompletionSource<PublishOutcome> answer)
    {
        var refusal = broker.Refusal(message.Topic);
        if (refusal is null && !answer.Task.IsCompleted)
        {
            broker.Take(message);
        }

        answer.TrySetResult(refusal is null ? PublishOutcome.Taken : PublishOutcome.Refused(refusal));
    }
}
