using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ChargerFirmware.Hardware.Linux.Adapters;

/// <summary>
/// Reports the state of the service to systemd (sd_notify(3)): started, alive, stopping. Outside of systemd it does nothing. It never throws:
/// a station that cannot report goes on, and systemd restarts what stays silent.
/// </summary>
public sealed class SystemdNotifier : IDisposable
{
    private readonly Socket? _socket;

    /// <param name="notifySocket">NOTIFY_SOCKET: a path, or an abstract name that begins with @; null or empty outside of systemd.</param>
    /// <param name="watchdogMicroseconds">WATCHDOG_USEC, when the service has a watchdog.</param>
    public SystemdNotifier(string? notifySocket, string? watchdogMicroseconds = null)
    {
        WatchdogTimeout = long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
        if (string.IsNullOrEmpty(notifySocket))
        {
            return;
        }

        try
        {
            _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            _socket.Connect(new UnixDomainSocketEndPoint(notifySocket[0] == '@' ? "\0" + notifySocket[1..] : notifySocket));
        }
        catch (SocketException)
        {
            _socket?.Dispose();
            _socket = null;
        }
    }

    /// <summary>How long systemd waits for <see cref="Watchdog"/> before it kills the service; null when it does not wait.</summary>
    public TimeSpan? WatchdogTimeout { get; }

    /// <summary>By the environment that systemd gave this process.</summary>
    public static SystemdNotifier FromEnvironment() => new(
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"));

    /// <summary>Start-up has ended.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>The loop has turned. Call it more than twice within <see cref="WatchdogTimeout"/>, and only for a loop that really turns.</summary>
    public void Watchdog() => Send("WATCHDOG=1");

    /// <summary>The service ends by its own will.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>One line for <c>systemctl status</c>.</summary>
    public void Status(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        Send("STATUS=" + line.ReplaceLineEndings(" "));
    }

    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        try
        {
            _socket?.Send(Encoding.UTF8.GetBytes(state), SocketFlags.None);
        }
        catch (SocketException)
        {
            // systemd is being restarted; the next message reaches the new one.
        }
    }
}
