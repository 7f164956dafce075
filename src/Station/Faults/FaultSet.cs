namespace ChargerFirmware.Station.Faults;

/// <summary>The causes that are present or latched, at one connector or at the whole station.</summary>
public sealed class FaultSet
{
    private readonly List<Fault> _active = [];

    /// <summary>A cause came or went. Raised on the loop.</summary>
    public event Action<Fault, bool>? Changed;

    public IReadOnlyList<Fault> Active => _active;

    /// <summary>The gravest, of equals the first; null when all is well.</summary>
    public Fault? Gravest => _active.MinBy(fault => fault.Class);

    public bool Any(Func<Fault, bool> predicate) => _active.Exists(fault => predicate(fault));

    public bool Contains(Fault fault) => _active.Contains(fault);

    public void Raise(Fault fault)
    {
        if (!_active.Contains(fault))
        {
            _active.Add(fault);
            Changed?.Invoke(fault, true);
        }
    }

    public void Clear(Fault fault)
    {
        if (_active.Remove(fault))
        {
            Changed?.Invoke(fault, false);
        }
    }
}
