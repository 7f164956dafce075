using ChargerFirmware.Emulator.Faults;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Bench;

/// <summary>Breaks things and mends them again, by the names of the causes. It touches physics only.</summary>
public sealed class FaultDesk
{
    private readonly Workbench _bench;
    private readonly List<ActiveFault> _active = [];

    internal FaultDesk(Workbench bench) => _bench = bench;

    /// <summary>What is broken now, in the order of its breaking.</summary>
    public IReadOnlyList<ActiveFault> Active => _active;

    /// <summary>Something was broken or mended; raised when the physics has it.</summary>
    public event Action? Changed;

    /// <summary>What can be broken there on this board.</summary>
    /// <param name="connector">0 for the station.</param>
    /// <exception cref="BenchException">There is no such connector.</exception>
    public IEnumerable<Fault> At(int connector)
    {
        Check(connector);
        return Known(connector).Where(fault => fault.Refusal(_bench.Board, connector) is null);
    }

    /// <summary>Breaks something.</summary>
    /// <param name="connector">0 for the station.</param>
    /// <param name="what">A cause's name, or an error code, which means the first cause that has it there.</param>
    /// <exception cref="NoSuchFaultException">Nothing there is called so.</exception>
    public Fault Apply(int connector, string what)
    {
        var fault = Find(connector, what);
        if (!_active.Exists(active => active.Fault == fault && active.Connector == connector))
        {
            _active.Add(new ActiveFault(connector, fault));
        }

        _bench.Transcript.Add($"fault {connector} {fault.Name}");
        fault.Apply(_bench.Board, connector);
        Changed?.Invoke();
        return fault;
    }

    /// <summary>Mends something, whether or not it was broken here.</summary>
    /// <inheritdoc cref="Apply"/>
    public Fault Clear(int connector, string what)
    {
        var fault = Find(connector, what);
        Clear(connector, fault);
        return fault;
    }

    /// <summary>Mends all that was broken there.</summary>
    /// <exception cref="BenchException">There is no such connector.</exception>
    public void ClearAll(int connector)
    {
        Check(connector);
        foreach (var active in _active.Where(active => active.Connector == connector).ToList())
        {
            Clear(connector, active.Fault);
        }
    }

    private static IReadOnlyList<Fault> Known(int connector) => connector == 0 ? FaultList.OfTheStation : FaultList.OfConnectors;

    private void Clear(int connector, Fault fault)
    {
        _active.RemoveAll(active => active.Fault == fault && active.Connector == connector);
        _bench.Transcript.Add($"clear {connector} {fault.Name}");
        fault.Clear(_bench.Board, connector);
        Changed?.Invoke();
    }

    /// <summary>The fault called so, of those that can be there.</summary>
    /// <inheritdoc cref="Apply"/>
    internal Fault Find(int connector, string what)
    {
        Check(connector);
        var place = connector == 0 ? "the station" : $"connector {connector}";
        if (Known(connector).FirstOrDefault(fault => fault.Name == what) is { } named)
        {
            return named.Refusal(_bench.Board, connector) is { } refusal
                ? throw new NoSuchFaultException($"{place}: {what}: {refusal}; {Expected(connector)}")
                : named;
        }

        var scope = connector == 0 ? CauseScope.Station : CauseScope.Connector;
        var names = Causes.All.Where(cause => cause.Scope == scope && cause.ErrorCode.ToString() == what).Select(cause => cause.Name).ToList();
        return names.Select(name => At(connector).FirstOrDefault(fault => fault.Name == name)).OfType<Fault>().FirstOrDefault()
            ?? throw new NoSuchFaultException($"{place}: nothing in the physical world is called '{what}'; {Expected(connector)}");
    }

    private string Expected(int connector) => $"expected one of: {string.Join(", ", At(connector).Select(fault => fault.Name))}";

    private void Check(int connector)
    {
        if (connector != 0)
        {
            _bench.Physical(connector);
        }
    }
}
