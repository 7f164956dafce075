using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>What an fsync says, told to who asked.</summary>
internal static class Disk
{
    /// <summary>
    /// Ends when what was written to a file would survive a power cut. .NET's own <c>RandomAccess.FlushToDisk</c> takes EROFS and EINVAL for
    /// success: on a file system that has turned read-only, as ext4 does after an error, a write into the page cache would count as kept.
    /// </summary>
    /// <exception cref="IOException">It would not.</exception>
    public static void Sync(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (LibC.Fsync(file) != 0)
        {
            throw new IOException($"cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
