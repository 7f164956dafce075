using ChargerFirmware.Emulator;
using ChargerFirmware.Emulator.Faults;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Bench;

/// <summary>Breaks things and mends them again, by the names of the faults. It touches physics only.</summary>
public sealed class FaultInjector
{
    private readonly EmulatedBoard _board;
    private readonly Loop _loop;
    private readonly Transcript? _transcript;
    private readonly List<ActiveFault> _active = [];

    /// <param name="transcript">Where it is noted; null for a board alone.</param>
    internal FaultInjector(EmulatedBoard board, Loop loop, Transcript? transcript = null)
    {
        _board = board;
        _loop = loop;
        _transcript = transcript;
    }

    /// <summary>What is broken now, in the order of its breaking.</summary>
    public IReadOnlyList<ActiveFault> Active => _active;

    /// <summary>Something was broken or mended; raised when the physics has it.</summary>
    public event Action? Changed;

    /// <summary>What can be broken there on this board.</summary>
    /// <param name="connector">0 for the station.</param>
    /// <exception cref="BenchException">There is no such connector.</exception>
    public IEnumerable<EmulatedFault> At(int connector)
    {
        Check(connector);
        return Known(connector).Where(fault => fault.Refusal(_board, connector) is null);
    }

    /// <summary>Breaks something.</summary>
    /// <param name="connector">0 for the station.</param>
    /// <param name="what">A fault's name, or an error code, which means the first fault that has it there.</param>
    /// <param name="duration">After which it mends itself, unless it was broken anew meanwhile; null: it stays.</param>
    /// <exception cref="NoSuchFaultException">Nothing there is called so.</exception>
    public EmulatedFault Apply(int connector, string what, TimeSpan? duration = null)
    {
        var fault = Find(connector, what);
        var place = _active.FindIndex(active => active.Fault == fault && active.Connector == connector);
        var broken = new ActiveFault(connector, fault);
        if (place < 0)
        {
            _active.Add(broken);
        }
        else
        {
            _active[place] = broken;
        }

        _transcript?.Add($"fault {connector} {fault.Name}");
        fault.Apply(_board, connector);
        Changed?.Invoke();
        if (duration is { } time)
        {
            _loop.Start(() => MendAsync(broken, time));
        }

        return fault;
    }

    /// <summary>Mends something, whether or not it was broken here.</summary>
    /// <param name="connector">0 for the station.</param>
    /// <param name="what">A fault's name, or an error code.</param>
    /// <exception cref="NoSuchFaultException">Nothing there is called so.</exception>
    public EmulatedFault Clear(int connector, string what)
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

    private static IReadOnlyList<EmulatedFault> Known(int connector) => connector == 0 ? FaultList.OfTheStation : FaultList.OfConnectors;

    private async Task MendAsync(ActiveFault broken, TimeSpan time)
    {
        await Task.Delay(time, _loop.Time);

        // What was mended meanwhile, or broken anew, is another matter.
        if (_active.Exists(active => ReferenceEquals(active, broken)))
        {
            Clear(broken.Connector, broken.Fault);
        }
    }

    private void Clear(int connector, EmulatedFault fault)
    {
        _active.RemoveAll(active => active.Fault == fault && active.Connector == connector);
        _transcript?.Add($"clear {connector} {fault.Name}");
        fault.Clear(_board, connector);
        Changed?.Invoke();
    }

    /// <summary>The fault called so, of those that can be there.</summary>
    /// <exception cref="NoSuchFaultException">Nothing there is called so.</exception>
    internal EmulatedFault Find(int connector, string what)
    {
        Check(connector);
        var place = connector == 0 ? "the station" : $"connector {connector}";
        if (Known(connector).FirstOrDefault(fault => fault.Name == what) is { } named)
        {
            return named.Refusal(_board, connector) is { } refusal
                ? throw new NoSuchFaultException($"{place}: {what}: {refusal}; {Expected(connector)}")
                : named;
        }

        var scope = connector == 0 ? FaultScope.WholeStation : FaultScope.OneConnector;
        var names = KnownFaults.All.Where(fault => fault.Scope == scope && fault.ErrorCode.ToString() == what).Select(fault => fault.Name).ToList();
        return names.Select(name => At(connector).FirstOrDefault(fault => fault.Name == name)).OfType<EmulatedFault>().FirstOrDefault()
            ?? throw new NoSuchFaultException($"{place}: nothing in the physical world is called '{Quoted.Short(what)}'; {Expected(connector)}");
    }

    private string Expected(int connector) => $"expected one of: {string.Join(", ", At(connector).Select(fault => fault.Name))}";

    private void Check(int connector)
    {
        if (connector != 0)
        {
            Plugging.At(_board.Site, connector);
        }
    }
}

/// <summary>Something that is broken now.</summary>
/// <param name="Connector">0 for the station.</param>
public sealed record ActiveFault(int Connector, EmulatedFault Fault);
