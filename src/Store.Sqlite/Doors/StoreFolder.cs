using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Doors;

/// <summary>The folder a station keeps its store in. One process at a time holds it.</summary>
public sealed class StoreFolder : IDisposable
{
    private readonly FileStream _lock;
    private readonly SqliteStore _store;

    private StoreFolder(string path, FileStream folderLock, SqliteStore store)
    {
        Path = path;
        _lock = folderLock;
        _store = store;
    }

    public string Path { get; }

    public IStationStore Store => _store;

    /// <summary>
    /// Where a station's store is unless somebody says otherwise: below <c>STATE_DIRECTORY</c> (a systemd service's own) or the
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

    /// <exception cref="StoreInUseException">Another process holds it.</exception>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    public static StoreFolder Open(string path, ILogger logger)
    {
        var folderLock = Hold(path);
        try
        {
            return new StoreFolder(path, folderLock, SqliteStore.Open(FileIn(path), logger));
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>The database file in a store's folder.</summary>
    public static string FileIn(string path) => System.IO.Path.Combine(path, "station.db");

    public void Dispose()
    {
        _store.Dispose();
        _lock.Dispose();
    }

    private static FileStream Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new IOException($"the store's folder {path} cannot be made: {refusal.Message}", refusal);
        }

        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new IOException($"the store's folder {path} cannot be written: {refusal.Message}", refusal);
        }
        catch (IOException)
        {
            throw new StoreInUseException(path);
        }
    }
}
