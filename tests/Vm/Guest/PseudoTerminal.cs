using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>The far end of a serial line: the station opens <see cref="Path"/> as it would open an adapter.</summary>
internal sealed unsafe class PseudoTerminal
{
    private readonly int _master;

    // Held open: the far end of a line hears nothing of it when a station dies.
    private readonly SafeFileHandle _near;

    public PseudoTerminal()
    {
        _master = LibC.OpenPseudoTerminal(LibC.ReadWrite | LibC.NoControllingTerminal | LibC.CloseOnExec);
        if (_master < 0 || LibC.Grant(_master) < 0 || LibC.Unlock(_master) < 0)
        {
            throw new IOException($"no pseudo-terminal: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var name = stackalloc byte[64];
        _ = LibC.Name(_master, name, 64);
        Path = Marshal.PtrToStringUTF8((nint)name)!;

        _near = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    public string Path { get; }

    /// <summary>Waits for bytes. Blocks.</summary>
    /// <returns>How many came.</returns>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return (int)Math.Max(0, LibC.Read(_master, start, (nuint)buffer.Length));
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            _ = LibC.Write(_master, start, (nuint)bytes.Length);
        }
    }
}
