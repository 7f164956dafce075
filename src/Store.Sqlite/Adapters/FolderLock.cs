using System.Runtime.InteropServices;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// A hold on a folder that no other process has meanwhile. On Linux the lock is on the open folder itself: it needs no file in it, so it
/// works on a disk that is full or cannot be written, and deleting a file does not get past it.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly int _descriptor = -1;
    private readonly FileStream? _file;
    private readonly string? _opened;

    private FolderLock(int descriptor)
    {
        _descriptor = descriptor;
        _opened = OpenedPath.TargetOf(descriptor);
    }

    private FolderLock(FileStream file) => _file = file;

    /// <summary>False when the folder was deleted, or another one stands where it was.</summary>
    public bool IsStillInPlace => _descriptor < 0 || OpenedPath.TargetOf(_descriptor) == _opened;

    /// <exception cref="StoreInUseException">Another process holds it.</exception>
    /// <exception cref="IOException">There is no such folder, or it cannot be opened.</exception>
    public static FolderLock Take(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return TakeFile(path);
        }

        var descriptor = LibC.Open(path, LibC.ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"the store's folder {path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // A file system without locks is not shared with another machine that a lock would have to keep out.
        if (LibC.Flock(descriptor, LibC.LockExclusiveNonBlocking) != 0 && Marshal.GetLastPInvokeError() == LibC.WouldBlock)
        {
            _ = LibC.Close(descriptor);
            throw new StoreInUseException(path);
        }

        return new FolderLock(descriptor);
    }

    public void Dispose()
    {
        _file?.Dispose();
        if (_descriptor >= 0)
        {
            _ = LibC.Close(_descriptor);
        }
    }

    private static FolderLock TakeFile(string path)
    {
        try
        {
            return new FolderLock(new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
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
