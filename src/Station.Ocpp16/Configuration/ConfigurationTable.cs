using System.Text;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>The keys a central system can read and change, kept in the store.</summary>
public sealed class ConfigurationTable
{
    private readonly Dictionary<string, ConfigurationKey> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly IStationStore _store;
    private readonly ILogger _logger;

    public ConfigurationTable(IEnumerable<ConfigurationKey> keys, IStationStore store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        foreach (var key in keys)
        {
            _keys.Add(key.Name, key);
        }

        foreach (var row in store.Load(StoreTables.Configuration))
        {
            Restore(row);
        }
    }

    /// <summary>A key has a new value. Raised on the loop.</summary>
    public event Action<ConfigurationKey>? Changed;

    /// <summary>All keys in the order of their names.</summary>
    public IEnumerable<ConfigurationKey> All => _keys.Values.OrderBy(key => key.Name, StringComparer.Ordinal);

    /// <summary>The key called so, without regard to case, or null.</summary>
    public ConfigurationKey? Find(string name) => _keys.GetValueOrDefault(name);

    /// <summary>Gives a key a new value and keeps it; a value it cannot take, or the store cannot keep, changes nothing.</summary>
    /// <returns>False when nothing was changed.</returns>
    public async Task<bool> TrySetAsync(ConfigurationKey key, string value)
    {
        var before = key.Read();
        if (key.Write is null || !key.Write(value))
        {
            return false;
        }

        try
        {
            await _store.CommitAsync([StoreChange.Put(StoreTables.Configuration, key.Name, Encoding.UTF8.GetBytes(key.Read() ?? ""))]);
        }
        catch (IOException refusal)
        {
            _logger.LogError(refusal, "Key {Key} could not be stored and stays as it was", key.Name);
            key.Write(before ?? "");
            return false;
        }

        Changed?.Invoke(key);
        return true;
    }

    private void Restore(StoreRow row)
    {
        var value = Encoding.UTF8.GetString(row.Value.Span);
        if (Find(row.Key) is not { Write: { } write } || !write(value))
        {
            _logger.LogWarning("The stored value of key {Key} is not usable any more; its default holds", row.Key);
        }
    }
}
