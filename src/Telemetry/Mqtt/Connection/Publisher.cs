using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>
/// A way to the broker on which one message is under way at a time, so that a slow broker makes nothing pile up: what waits, waits where
/// it can still be replaced by what is newer.
/// </summary>
internal abstract class Publisher : IDisposable
{
    private readonly ITimer _resume;
    private bool _isBusy;
    private bool _isPaused;

    protected Publisher(BrokerLink link)
    {
        Link = link;
        _resume = link.Loop.Time.CreateTimer(_ => Link.FaultBarrier.Run(Resume), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing waits any more and nothing is under way. Raised on the loop.</summary>
    public event Action? Idle;

    /// <summary>Nothing waits and nothing is under way.</summary>
    public bool IsIdle => !_isBusy && !HasMore;

    protected BrokerLink Link { get; }

    /// <summary>Something waits.</summary>
    protected abstract bool HasMore { get; }

    protected Loop Loop => Link.Loop;

    /// <summary>Sends what waits, unless something is under way already.</summary>
    public void Send()
    {
        if (!_isBusy && !_isPaused && Link.IsConnected)
        {
            _isBusy = true;
            Link.FaultBarrier.Start(SendAllAsync);
        }
    }

    public virtual void Dispose() => _resume.Dispose();

    /// <summary>The next message that waits; null when none does.</summary>
    protected abstract BrokerMessage? Take();

    /// <summary>What became of the message taken last.</summary>
    protected abstract void Settle(BrokerMessage message, PublishOutcome outcome);

    /// <summary>Sends nothing for a while.</summary>
    protected void Pause(TimeSpan duration)
    {
        _isPaused = true;
        _resume.Change(duration, Timeout.InfiniteTimeSpan);
    }

    private void Resume()
    {
        _isPaused = false;
        Send();
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (Link.IsConnected && !_isPaused && Take() is { } message)
            {
                Settle(message, await Link.PublishAsync(message));
            }
        }
        finally
        {
            _isBusy = false;
        }

        if (IsIdle)
        {
            Idle?.Invoke();
        }
    }
}
