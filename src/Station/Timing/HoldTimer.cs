namespace ChargerFirmware.Station.Timing;

/// <summary>Shows whether a condition has held for a while, and calls back at the instant it will have.</summary>
/// <param name="due">Called on the loop; the owner then asks again.</param>
internal sealed class HoldTimer(TimeProvider time, Action due) : IDisposable
{
    private ITimer? _timer;
    private long? _since;

    /// <summary>True when <paramref name="condition"/> holds and has held since <paramref name="duration"/> ago.</summary>
    public bool Held(bool condition, TimeSpan duration)
    {
        if (!condition)
        {
            Reset();
            return false;
        }

        if (_since is null)
        {
            _since = time.GetTimestamp();
            _timer ??= time.CreateTimer(static hold => ((HoldTimer)hold!).CallBack(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(duration, Timeout.InfiniteTimeSpan);
        }

        return time.GetElapsedTime(_since.Value) >= duration;
    }

    public void Reset()
    {
        if (_since is not null)
        {
            _since = null;
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void CallBack() => due();
}
