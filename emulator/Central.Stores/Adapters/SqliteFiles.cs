using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>The file of a store, readable by its owner only, and the lock beside it.</summary>
internal static class SqliteFiles
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    /// <summary>
    /// Holds the store for this process until it is disposed of. A file of its own, because closing any descriptor of the database would let go
    /// of the locks that SQLite has on it (fcntl); and a lock of the operating system's, so that a killed process leaves none.
    /// </summary>
    /// <exception cref="StoreException">Another central system holds it.</exception>
    /// <exception cref="IOException">There is no such folder, or no right to write there.</exception>
    public static FileStream Lock(string path, Database database)
    {
        try
        {
            return new FileStream(path + "-lock", Options(FileShare.None));
        }
        catch (IOException refusal) when (refusal.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new StoreException($"{database.Place} is in use by another central system: stop that one, or {database.AnotherPlace}", refusal);
        }
    }

    /// <summary>An empty file that others cannot read, before SQLite makes one that they can.</summary>
    public static void Make(string path)
    {
        if (!File.Exists(path))
        {
            new FileStream(path, Options(FileShare.ReadWrite)).Dispose();
        }
    }

    private static FileStreamOptions Options(FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
