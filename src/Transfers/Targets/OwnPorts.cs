using System.Collections.Immutable;

namespace ChargerFirmware.Transfers.Targets;

/// <summary>
/// The TCP ports this program listens on. A file never goes to one of them: a request that the station sends to its own interface would
/// be taken for the operator's. Every listener adds its port. Any thread.
/// </summary>
public sealed class OwnPorts
{
    private ImmutableHashSet<int> _ports = [];

    public void Add(int port) => ImmutableInterlocked.Update(ref _ports, ports => ports.Add(port));

    public bool Contains(int port) => Volatile.Read(ref _ports).Contains(port);
}
