using System.Runtime.InteropServices;
using System.Text;

namespace ChargerFirmware.Tests.Unit.HardwareLinux;

/// <summary>The far end of a serial port: a pseudo-terminal's master. The port's name is a link of the test's own, so that another one can take its place.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private readonly int _master;

    public PseudoTerminal(string link)
    {
        _master = posix_openpt(0x2 | 0x100);
        Assert.True(_master >= 0 && grantpt(_master) == 0 && unlockpt(_master) == 0);
        var name = new byte[64];
        Assert.Equal(0, ptsname_r(_master, name, name.Length));
        File.Delete(link);
        File.CreateSymbolicLink(link, Encoding.ASCII.GetString(name).TrimEnd('\0'));
    }

    public byte[] Receive(int count)
    {
        var bytes = new List<byte>();
        var buffer = new byte[count];
        while (bytes.Count < count)
        {
            var got = read(_master, buffer, count - bytes.Count);
            Assert.True(got > 0);
            bytes.AddRange(buffer[..(int)got]);
        }

        return [.. bytes];
    }

    public void Send(params byte[] bytes) => Assert.Equal(bytes.Length, write(_master, bytes, bytes.Length));

    /// <summary>The port's control flags: struct termios, third word.</summary>
    public uint ControlFlags() => BitConverter.ToUInt32(Attributes(), 8);

    /// <summary>The port's local flags: echo, line editing, signals.</summary>
    public uint LocalFlags() => BitConverter.ToUInt32(Attributes(), 12);

    public void Dispose() => _ = close(_master);

    private byte[] Attributes()
    {
        var termios = new byte[128];
        Assert.Equal(0, tcgetattr(_master, termios));
        return termios;
    }

#pragma warning disable SYSLIB1054, IDE1006 // Names of the C library.
    [DllImport("libc")]
    private static extern int posix_openpt(int flags);

    [DllImport("libc")]
    private static extern int grantpt(int descriptor);

    [DllImport("libc")]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc")]
    private static extern int ptsname_r(int descriptor, byte[] buffer, nint length);

    [DllImport("libc")]
    private static extern int tcgetattr(int descriptor, byte[] termios);

    [DllImport("libc")]
    private static extern nint read(int descriptor, byte[] buffer, nint count);

    [DllImport("libc")]
    private static extern nint write(int descriptor, byte[] buffer, nint count);

    [DllImport("libc")]
    private static extern int close(int descriptor);
#pragma warning restore SYSLIB1054, IDE1006
}
