namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>Who can read a store: its owner only, for tags, keys and passwords are in it.</summary>
internal static class StoreAccess
{
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    /// <summary>What a store's folder may hold besides the store itself, and what other versions have put there.</summary>
    private static readonly string[] s_ours = ["station.db", "lock", "emulated-meters.json"];

    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, FolderMode);
        var entries = Directory.GetFileSystemEntries(path);
        foreach (var entry in entries.Where(entry => IsOurs(entry) && File.Exists(entry)))
        {
            Tighten(entry, FileMode);
        }

        // A folder that serves others, too, is left as it is: our files in it have been restricted one by one.
        if (Array.TrueForAll(entries, IsOurs))
        {
            Tighten(path, FolderMode);
        }
    }

    /// <summary>Makes an empty file that others cannot read, before SQLite makes one that they can. One that exists is closed to others.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeFile(string path)
    {
        if (File.Exists(path))
        {
            Tighten(path, FileMode);
            return;
        }

        try
        {
            File.Open(path, Options()).Dispose();
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new IOException(refusal.Message, refusal);
        }
    }

    /// <summary>How a file of a store is opened to be written.</summary>
    public static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        return options;
    }

    private static bool IsOurs(string path) => Array.Exists(s_ours, Path.GetFileName(path).StartsWith);

    private static void Tighten(string path, UnixFileMode mode)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~mode) != 0)
            {
                File.SetUnixFileMode(path, mode);
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or a disk that cannot be written: neither keeps a station from working.
        }
    }
}
