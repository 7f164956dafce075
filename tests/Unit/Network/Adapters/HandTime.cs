using System.Threading.Channels;

namespace ChargerFirmware.Tests.Unit.Network.Adapters;

/// <summary>A clock that stands still: a timer ends when the test says so.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly Channel<HandTimer> _timers = Channel.CreateUnbounded<HandTimer>();

    public override long GetTimestamp() => 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(() => callback(state), dueTime);
        _timers.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>The next timer that is asked for.</summary>
    public async Task<HandTimer> NextAsync() => await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
