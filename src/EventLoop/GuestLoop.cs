namespace ChargerFirmware.EventLoop;

/// <summary>
/// A loop that takes its turns on another one: the host's clock drives both, in one order, and what a turn here throws is this loop's fault
/// and never the host's. So two parties share one virtual time and no fate.
/// </summary>
/// <param name="host">Whose turns and whose clock they are.</param>
/// <param name="onFault">Hears of whatever a turn threw; runs on this loop, which goes on.</param>
public sealed class GuestLoop(Loop host, Action<Exception> onFault) : Loop
{
    private GuestTime? _time;

    public override TimeProvider Time => _time ??= new GuestTime(this, host.Time);

    public override TimeSpan TurnAge => host.TurnAge;

    public override void Post(SendOrPostCallback d, object? state) => host.Post(() => TakeTurn(d, state));

    public override void PostBehind(Action action) => host.PostBehind(() => TakeTurn(static turn => ((Action)turn!)(), action));

    protected override void OnFault(Exception fault) => onFault(fault);

    private void TakeTurn(SendOrPostCallback callback, object? state)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            Turns++;
            callback(state);
        }
#pragma warning disable CA1031 // Whatever it is, it is not the host's.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            OnFault(fault);
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private sealed class GuestTime(GuestLoop loop, TimeProvider host) : TimeProvider
    {
        public override long TimestampFrequency => host.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => host.LocalTimeZone;

        public override long GetTimestamp() => host.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => host.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            host.CreateTimer(_ => loop.TakeTurn(static turn => ((Action)turn!)(), (Action)(() => callback(state))), null, dueTime, period);
    }
}
