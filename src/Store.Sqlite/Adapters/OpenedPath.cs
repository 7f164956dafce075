using System.Globalization;
using System.Runtime.InteropServices;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// Notices that the file open at a path is no longer the one there. Only on Linux; elsewhere an open file can hardly be moved.
/// </summary>
internal sealed class OpenedPath : IDisposable
{
    private readonly int _descriptor;
    private readonly string? _target;

    private OpenedPath(int descriptor)
    {
        _descriptor = descriptor;
        _target = TargetOf(descriptor);
    }

    /// <summary>False when it was deleted or moved, or something else stands where it was.</summary>
    public bool IsStillInPlace => _descriptor < 0 || TargetOf(_descriptor) == _target;

    /// <summary>
    /// Notes which file is at the path. The descriptor can neither be read nor locked, because closing any other one of the same file
    /// would let go of the locks that SQLite holds on it (fcntl, "advisory record locks").
    /// </summary>
    /// <exception cref="IOException">Nothing is there, or it cannot be reached.</exception>
    public static OpenedPath Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new OpenedPath(-1);
        }

        var descriptor = LibC.Open(path, LibC.PathOnlyCloseOnExec);
        return descriptor >= 0
            ? new OpenedPath(descriptor)
            : throw new IOException($"{path} cannot be reached: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>The present path of a descriptor's file; Linux adds " (deleted)" where it has none any more.</summary>
    public static string? TargetOf(int descriptor) =>
        descriptor < 0 ? null : new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")).LinkTarget;

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = LibC.Close(_descriptor);
        }
    }
}
