using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>
/// Keeps the broker connected: connects again after each end, later and later, and says so once. The station never waits for it.
/// </summary>
internal sealed class BrokerLink : IDisposable
{
    /// <summary>An answer that takes longer is none: the connection is made anew, and what was not answered is sent again.</summary>
    public static readonly TimeSpan AnswerPatience = TimeSpan.FromMinutes(10);

    /// <summary>A connection that ends sooner counts as one more failure: two clients of one name would disconnect each other forever.</summary>
    private static readonly TimeSpan s_steady = TimeSpan.FromSeconds(30);

    private static readonly BackOffBounds s_reconnect = new() { Minimum = TimeSpan.FromSeconds(1), RepeatTimes = 6, RandomShare = 0.2 };

    /// <summary>A broker that finds ever new words fills no log.</summary>
    private const int MostComplaints = 16, LongestReason = 200;

    private readonly Loop _loop;
    private readonly FaultBarrier _barrier;
    private readonly IBroker _broker;
    private readonly string _address;
    private readonly BrokerMessage _will;
    private readonly IReadOnlyList<string> _filters;
    private readonly BackOff _backOff;
    private readonly ILogger _logger;
    private readonly ITimer _again;
    private long _connectedAt;
    private readonly HashSet<string> _complaints = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <param name="address">The broker, as it may stand in a log.</param>
    /// <param name="will">What the broker publishes when this station is gone.</param>
    /// <param name="filters">What is subscribed to.</param>
    public BrokerLink(
        Loop loop, FaultBarrier barrier, IBroker broker, string address, BrokerMessage will, IReadOnlyList<string> filters, RandomSource random, ILogger logger)
    {
        _loop = loop;
        _barrier = barrier;
        _broker = broker;
        _address = address;
        _will = will;
        _filters = filters;
        _backOff = new BackOff(s_reconnect, random);
        _logger = logger;
        _again = loop.Time.CreateTimer(_ => Start(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        broker.Lost += OnLost;
    }

    /// <summary>A connection has been made. Raised on the loop.</summary>
    public event Action? Connected;

    /// <summary>A connection has ended, for whatever reason. Raised on the loop.</summary>
    public event Action? Disconnected;

    public bool IsConnected
    {
        get;
        private set
        {
            var ended = field && !value;
            field = value;
            if (ended)
            {
                Disconnected?.Invoke();
            }
        }
    }

    public Loop Loop => _loop;

    public FaultBarrier FaultBarrier => _barrier;

    public void Start() => _barrier.Start(ConnectAsync);

    /// <summary>Hands a message over; ends with <see cref="PublishOutcome.Lost"/> when there is no connection (any more).</summary>
    public async Task<PublishOutcome> PublishAsync(BrokerMessage message)
    {
        if (!IsConnected)
        {
            return PublishOutcome.Lost;
        }

        var publication = _broker.PublishAsync(message);
        if (!publication.IsCompleted)
        {
            using var patience = _loop.Time.CreateTimer(_ => _barrier.Run(() => GiveUp(publication)), null, AnswerPatience, Timeout.InfiniteTimeSpan);
            return await publication;
        }

        return await publication;
    }

    /// <summary>Something that an operator should read: once, until the broker is connected anew.</summary>
    /// <param name="reason">May be in a broker's words; the same reason is not logged twice.</param>
    /// <param name="details">What else there is to say the first time.</param>
    public void Complain(string reason, string details)
    {
        var safe = string.Concat(reason.Take(LongestReason).Select(letter => char.IsControl(letter) ? '?' : letter));
        if (_complaints.Count < MostComplaints && _complaints.Add(safe))
        {
            _logger.LogWarning("MQTT broker {Address}: {Reason}; {Details}", _address, safe, details);
        }
    }

    /// <summary>Publishes a last message and disconnects, where there is a connection.</summary>
    public async Task LeaveAsync(BrokerMessage lastWord, TimeSpan timeout)
    {
        if (!IsConnected || _disposed)
        {
            return;
        }

        var farewell = FarewellAsync(lastWord);
        await Task.WhenAny(farewell, Task.Delay(timeout, _loop.Time));
    }

    public void Dispose()
    {
        _disposed = true;
        IsConnected = false;
        _again.Dispose();
        _broker.Lost -= OnLost;
        _broker.Dispose();
    }

    private async Task FarewellAsync(BrokerMessage lastWord)
    {
        await _broker.PublishAsync(lastWord);
        await _broker.LeaveAsync();
    }

    private async Task ConnectAsync()
    {
        if (_disposed)
        {
            return;
        }

        var refusal = await _broker.ConnectAsync(_will);
        if (_disposed)
        {
            return;
        }

        if (refusal is not null || !_broker.IsConnected)
        {
            TryAgain(refusal ?? "the broker closed the connection at once");
            return;
        }

        IsConnected = true;
        _connectedAt = _loop.Time.GetTimestamp();
        _complaints.Clear();
        _logger.LogInformation("MQTT broker {Address}: connected", _address);
        Connected?.Invoke();
        if (_filters.Count > 0 && await _broker.SubscribeAsync(_filters) is { } problem && IsConnected)
        {
            Complain(problem, "commands will not be heard");
        }
    }

    private void GiveUp(Task publication)
    {
        if (!publication.IsCompleted && IsConnected)
        {
            Complain("no answer for ten minutes", "connecting anew");
            _broker.Drop();
        }
    }

    private void OnLost(string why) => _barrier.Run(() =>
    {
        if (IsConnected)
        {
            IsConnected = false;
            if (_loop.Time.GetElapsedTime(_connectedAt) >= s_steady)
            {
                _backOff.Reset();
            }

            TryAgain($"connection lost: {why}");
        }
    });

    private void TryAgain(string why)
    {
        var wait = _backOff.Next();
        Complain(why, "trying again, with pauses that grow to a minute");
        _again.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
