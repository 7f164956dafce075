namespace ChargerFirmware.Emulator.Physics;

/// <summary>A retriggerable monostable: runs an action once, some time after it was last started. Costs nothing while it is off.</summary>
internal sealed class OneShot
{
    private readonly ITimer _timer;

    /// <param name="elapsed">Runs on the loop that <paramref name="time"/> belongs to.</param>
    public OneShot(TimeProvider time, Action elapsed) =>
        _timer = time.CreateTimer(
            _ =>
            {
                IsRunning = false;
                elapsed();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);

    public bool IsRunning { get; private set; }

    public void Start(TimeSpan after)
    {
        IsRunning = true;
        _timer.Change(after, Timeout.InfiniteTimeSpan);
    }

    public void Cancel()
    {
        if (IsRunning)
        {
            IsRunning = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
