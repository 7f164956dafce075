using System.Collections.Frozen;

namespace ChargerFirmware.Station.Protocol.Configuration;

/// <summary>The configuration keys of one kind of station.</summary>
public sealed class KeyList(IEnumerable<ConfigurationKey> keys)
{
    private readonly FrozenDictionary<string, ConfigurationKey> _byName = keys.ToFrozenDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them in the order of their names.</summary>
    public IReadOnlyList<ConfigurationKey> InOrder { get; } = [.. keys.OrderBy(key => key.Name, StringComparer.Ordinal)];

    /// <summary>The key called so, without regard to case, or null.</summary>
    public ConfigurationKey? Find(string name) => _byName.GetValueOrDefault(name);
}
