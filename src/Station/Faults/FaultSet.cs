namespace ChargerFirmware.Station.Faults;

/// <summary>The faults that are present or latched, at one connector or at the whole station.</summary>
/// <param name="connectorId">0 for the station.</param>
public sealed class FaultSet(int connectorId)
{
    private readonly List<Fault> _active = [];

    /// <summary>A fault came or went. Raised on the loop.</summary>
    public event Action<FaultSet, Fault, bool>? Changed;

    /// <summary>0 for those of the station.</summary>
    public int ConnectorId { get; } = connectorId;

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
            Changed?.Invoke(this, fault, true);
        }
    }

    public void Clear(Fault fault)
    {
        if (_active.Remove(fault))
        {
            Changed?.Invoke(this, fault, false);
        }
    }
}
