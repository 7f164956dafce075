using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>The folder a station keeps its store in. One process at a time holds it.</summary>
public sealed class StoreFolder : IDisposable
{
    private readonly SqliteStore _store;

    private StoreFolder(string path, SqliteStore store)
    {
        Path = path;
        _store = store;
    }

    public string Path { get; }

    public IStationStore Store => _store;

    /// <summary>
    /// Where a station's store is by default: below <c>STATE_DIRECTORY</c> (a systemd service's own) or the
    /// user's data folder, by the station's identity.
    /// </summary>
    public static string DefaultPath(string stationId)
    {
        var data = Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } state
            ? state
            : System.IO.Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "ChargerFirmware");
        return System.IO.Path.Combine(data, Uri.EscapeDataString(stationId));
    }

    /// <summary>
    /// Opens the store in a folder, which is made where there is none. One that cannot be made, read or written is no reason not to
    /// start: the store has a <see cref="IStationStore.Problem"/> then, and is tried again.
    /// </summary>
    /// <exception cref="StoreInUseException">Another process holds it.</exception>
    public static StoreFolder Open(string path, ILogger logger) => new(path, SqliteStore.Open(FileIn(path), logger));

    /// <summary>The database file in a store's folder.</summary>
    public static string FileIn(string path) => System.IO.Path.Combine(path, "station.db");

    public void Dispose() => _store.Dispose();
}
