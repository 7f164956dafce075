using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores.Adapters;
using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Stores;

/// <summary>Opens stores by what people write.</summary>
public static class CentralStores
{
    /// <summary>
    /// Opens a store: <c>memory</c>, a URL <c>postgresql://user:password@host:port/database?schema=central</c>, or the path of a file, which SQLite makes
    /// where there is none.
    /// </summary>
    /// <param name="loop">Where the store is used and completes. It must not be virtual but for <c>memory</c>: disks take their own time.</param>
    /// <param name="limits">Of a store on disk; null for the usual ones.</param>
    /// <exception cref="StoreException">It cannot be opened, is damaged, of a later version or another central system's.</exception>
    public static async Task<ICentralStore> OpenAsync(string spec, Loop loop, ILogger logger, StoreLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(loop);
        if (spec == "memory")
        {
            return new MemoryStore();
        }

        if (loop is VirtualLoop)
        {
            throw new ArgumentException("a store on disk needs a loop in real time", nameof(loop));
        }

        return await DatabaseStore.OpenAsync(DatabaseOf(spec, logger), loop, limits ?? new StoreLimits(), logger);
    }

    private static Database DatabaseOf(string spec, ILogger logger)
    {
        if (spec.StartsWith("postgresql://", StringComparison.Ordinal) || spec.StartsWith("postgres://", StringComparison.Ordinal))
        {
            return new PostgresDatabase(PostgresUrl.Parse(spec), logger);
        }

        if (spec.Length == 0 || spec.Contains("://", StringComparison.Ordinal))
        {
            throw new StoreException("a store is 'memory', a URL postgresql://user:password@host:port/database, or the path of a file");
        }

        return new SqliteDatabase(spec);
    }
}
