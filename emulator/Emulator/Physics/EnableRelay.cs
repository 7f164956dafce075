namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The retriggerable relay behind the station's enable line: each edge keeps it alive, and a line that stands still lets it drop
/// out. Contactor coils hang on it, so a dead process, a hung loop or a stuck pin opens them.
/// </summary>
public sealed class EnableRelay : IInterlock
{
    private readonly TimeProvider _time;
    private readonly OneShot _dropOut;
    private long _lastEdge;

    /// <param name="dropOut">How long it holds after the last edge.</param>
    public EnableRelay(TimeProvider time, TimeSpan dropOut)
    {
        _time = time;
        DropOut = dropOut;
        _dropOut = new OneShot(time, DropOutIfStale);
    }

    public TimeSpan DropOut { get; }

    public bool IsAlive { get; private set; }

    bool IInterlock.Permits => IsAlive;

    public event Action? Changed;

    /// <summary>The line has changed its level, in either direction.</summary>
    public void Edge()
    {
        _lastEdge = _time.GetTimestamp();
        if (!_dropOut.IsRunning)
        {
            // One running timer is enough: it looks at the last edge when it is due. Edges come ten times a second for hours.
            _dropOut.Start(DropOut);
        }

        if (!IsAlive)
        {
            IsAlive = true;
            Changed?.Invoke();
        }
    }

    private void DropOutIfStale()
    {
        var rest = DropOut - _time.GetElapsedTime(_lastEdge);
        if (rest > TimeSpan.Zero)
        {
            _dropOut.Start(rest);
            return;
        }

        IsAlive = false;
        Changed?.Invoke();
    }
}
