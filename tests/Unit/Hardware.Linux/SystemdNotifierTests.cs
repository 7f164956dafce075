using System.Net.Sockets;
using System.Text;
using ChargerFirmware.Hardware.Linux.Adapters;

namespace ChargerFirmware.Tests.Unit.HardwareLinux;

public sealed class SystemdNotifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notify").FullName;
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    [Fact]
    public void It_says_ready_alive_and_stopping()
    {
        var path = Path.Combine(_folder, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(path));
        using var notifier = new SystemdNotifier(path);

        notifier.Ready();
        notifier.Watchdog();
        notifier.Status("two\nlines");
        notifier.Stopping();

        Assert.Equal(["READY=1", "WATCHDOG=1", "STATUS=two lines", "STOPPING=1"], [Receive(), Receive(), Receive(), Receive()]);
    }

    [Fact]
    public void An_abstract_name_is_understood()
    {
        var name = Path.GetFileName(_folder);
        _systemd.Bind(new UnixDomainSocketEndPoint("\0" + name));
        using var notifier = new SystemdNotifier("@" + name);

        notifier.Ready();

        Assert.Equal("READY=1", Receive());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/notify")]
    public void Without_systemd_it_is_silent(string? socket)
    {
        using var notifier = new SystemdNotifier(socket);

        notifier.Ready();
        notifier.Watchdog();
    }

    [Fact]
    public void Systemd_gone_is_no_fault()
    {
        var path = Path.Combine(_folder, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(path));
        using var notifier = new SystemdNotifier(path);
        _systemd.Close();

        notifier.Watchdog();
    }

    [Theory]
    [InlineData("30000000", 30.0)]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    public void The_watchdog_s_patience_is_read(string? microseconds, double? seconds)
    {
        using var notifier = new SystemdNotifier(null, microseconds);

        Assert.Equal(seconds, notifier.WatchdogTimeout?.TotalSeconds);
    }

    public void Dispose()
    {
        _systemd.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Receive()
    {
        var buffer = new byte[100];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }
}
