using System.Text;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Configuration;

/// <summary>The keys of one station that a central system can read and change; what it changes is kept in the store.</summary>
public sealed class ConfigurationTable
{
    private readonly KeyList _keys;
    private readonly ConfiguredStation _station;
    private readonly IStationStore _store;
    private readonly ILogger _logger;

    /// <param name="keys">What the version has of keys.</param>
    public ConfigurationTable(KeyList keys, ChargingStation station, ProtocolSettings protocol, IStationStore store, ILogger logger)
    {
        _keys = keys;
        _station = new ConfiguredStation(station, protocol);
        _store = store;
        _logger = logger;
        foreach (var row in store.Load(StoreTables.Configuration))
        {
            Restore(row);
        }
    }

    /// <summary>A key has a new value. Raised on the loop.</summary>
    public event Action<ConfigurationKey>? Changed;

    /// <summary>All keys in the order of their names.</summary>
    public IReadOnlyList<ConfigurationKey> All => _keys.InOrder;

    /// <summary>The key called so, without regard to case, or null.</summary>
    public ConfigurationKey? Find(string name) => _keys.Find(name);

    /// <summary>A key's value as text; null when it has none.</summary>
    public string? Read(ConfigurationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Read(_station);
    }

    /// <summary>
    /// Gives a key a new value and keeps it; a value it cannot take, or the store cannot keep, changes nothing. The value it has already,
    /// however it is spelt, is taken without any effect: central systems write their settings on every connection.
    /// </summary>
    /// <returns>False when the value was not taken.</returns>
    public async Task<bool> TrySetAsync(ConfigurationKey key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var before = Read(key);
        if (key.Write is null)
        {
            return false;
        }

        if (value == before)
        {
            return true;
        }

        if (!key.Write(_station, value))
        {
            return false;
        }

        var after = Read(key);
        if (after == before)
        {
            return true;
        }

        _station.Settings.NotifyChanged();
        try
        {
            await _store.CommitAsync([StoreChange.Put(StoreTables.Configuration, key.Name, Encoding.UTF8.GetBytes(after ?? ""))]);
        }
        catch (IOException refusal)
        {
            _logger.LogError("Key {Key} could not be stored and stays as it was: {Problem}", key.Name, refusal.Message);
            TryWrite(key, before ?? "");
            return false;
        }

        Changed?.Invoke(key);
        return true;
    }

    private bool TryWrite(ConfigurationKey key, string value)
    {
        if (key.Write is null || !key.Write(_station, value))
        {
            return false;
        }

        // Owners of timers must see a new value, whichever key it was.
        _station.Settings.NotifyChanged();
        return true;
    }

    private void Restore(StoreRow row)
    {
        var value = Encoding.UTF8.GetString(row.Value.Span);
        if (Find(row.Key) is not { } key || !TryWrite(key, value))
        {
            _logger.LogWarning("The stored value of key {Key} is not usable any more; its default holds", row.Key);
        }
    }
}
