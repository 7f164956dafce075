namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// The header of SQLite's log. Without it the log counts for nothing at the next start, which is right once all of it stands in the
/// file: the log is written over from its beginning and not cut, and were one of its old frames damaged, those before it would be
/// believed, and pages set back to what they once were.
/// </summary>
/// <remarks>https://www.sqlite.org/fileformat2.html#the_write_ahead_log: the first commit after all of the log was moved writes a new header.</remarks>
internal sealed class WalHeader(string path)
{
    private const int Bytes = 32;

    private byte[]? _cleared;

    /// <summary>Clears it. A log that cannot be written keeps its header, which is no worse than it was.</summary>
    public void Clear()
    {
        try
        {
            if (!File.Exists(path))
            {
                return;
            }

            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var header = new byte[Bytes];
            if (RandomAccess.Read(file, header, 0) == Bytes && header[0] != 0)
            {
                _cleared = header;
                RandomAccess.Write(file, new byte[Bytes], 0);
                Disk.Sync(file);
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The disk is failing, which the next commit reports.
        }
    }

    /// <summary>
    /// After a commit: the log went on behind its old frames, as it does while they are being read, so it needs the header that it had.
    /// </summary>
    /// <exception cref="IOException">It cannot be written: the commit would not survive.</exception>
    public void Restore()
    {
        if (_cleared is not { } header)
        {
            return;
        }

        _cleared = null;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> first = stackalloc byte[1];
        if (RandomAccess.Read(file, first, 0) == 1 && first[0] == 0)
        {
            RandomAccess.Write(file, header, 0);
            Disk.Sync(file);
        }
    }
}
