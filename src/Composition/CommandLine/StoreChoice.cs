using ChargerFirmware.Store.Sqlite.Adapters;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>Which store a command works on: the named folder, the station's own, or the only one there is.</summary>
public static class StoreChoice
{
    /// <param name="folder">What <c>--store</c> says.</param>
    /// <param name="stationId">What <c>--id</c> says.</param>
    /// <param name="home">Where stations' own folders are.</param>
    /// <exception cref="IOException">There is none, or more than one; says what was looked for where.</exception>
    public static string Find(string? folder, string? stationId, string home)
    {
        if ((folder ?? (stationId is null ? null : Path.Combine(home, Path.GetFileName(StoreFolder.DefaultPath(stationId))))) is { } named)
        {
            return IsStore(named)
                ? named
                : throw new IOException($"no store in {named}: expected a folder with the file {Path.GetFileName(StoreFolder.FileIn(named))}");
        }

        var stores = Directory.Exists(home) ? Directory.EnumerateDirectories(home).Where(IsStore).Order(StringComparer.Ordinal).ToList() : [];
        return stores switch
        {
            [var only] => only,
            [] => throw new IOException($"no store below {home}: expected --store DIR, or --id ID of a station that has run there"),
            _ => throw new IOException(
                $"{stores.Count} stations have run below {home}: expected --id with one of "
                + string.Join(", ", stores.Select(store => Uri.UnescapeDataString(Path.GetFileName(store))))),
        };
    }

    /// <summary>Where the stations of this user, or of this service, have their stores by default.</summary>
    public static string Home() => Path.GetDirectoryName(StoreFolder.DefaultPath("any"))!;

    private static bool IsStore(string folder) => File.Exists(StoreFolder.FileIn(folder));
}
