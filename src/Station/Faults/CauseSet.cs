namespace ChargerFirmware.Station.Faults;

/// <summary>The causes that are present or latched, at one connector or at the whole station.</summary>
public sealed class CauseSet
{
    private readonly List<Cause> _active = [];

    /// <summary>A cause came or went. Raised on the loop.</summary>
    public event Action<Cause, bool>? Changed;

    public IReadOnlyList<Cause> Active => _active;

    /// <summary>The gravest, of equals the first; null when all is well.</summary>
    public Cause? Gravest => _active.MinBy(cause => cause.Class);

    public bool Any(Func<Cause, bool> predicate) => _active.Exists(cause => predicate(cause));

    public bool Contains(Cause cause) => _active.Contains(cause);

    public void Raise(Cause cause)
    {
        if (!_active.Contains(cause))
        {
            _active.Add(cause);
            Changed?.Invoke(cause, true);
        }
    }

    public void Clear(Cause cause)
    {
        if (_active.Remove(cause))
        {
            Changed?.Invoke(cause, false);
        }
    }
}
