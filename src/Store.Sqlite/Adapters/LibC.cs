using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>The calls of the C library that hold a folder, watch a path and sync a file; values are those of Linux on x64 and arm64.</summary>
internal static partial class LibC
{
    public const int ReadOnlyCloseOnExec = 0x80000;
    public const int PathOnlyCloseOnExec = 0x200000 | ReadOnlyCloseOnExec;
    public const int LockExclusiveNonBlocking = 2 | 4;
    public const int WouldBlock = 11;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Flock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);
}
