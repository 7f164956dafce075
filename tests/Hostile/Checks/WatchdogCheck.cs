using System.Net.Sockets;
using System.Text;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// The unit that the README of the charger gives, with a tiny systemd around it: it waits for a sign of life as long as it promised, then
/// sends the signal that the unit names. The process hangs as a process can: stopped, so that none of its threads turns.
/// </summary>
internal sealed class WatchdogCheck : ICheck
{
    private static readonly TimeSpan s_watchdog = TimeSpan.FromSeconds(2);

    public string Name => "a charger that hangs is dead soon after its watchdog has run out";

    public async Task RunAsync(Rig rig)
    {
        var signal = SignalOfUnit();
        using var board = new BoardOfModbus(rig.Folder);
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var path = Path.Combine(rig.Folder, "notify");
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        var central = rig.CentralSystem();
        var charger = rig.Start(
            Rig.Charger,
            ["run", "--board", board.File, "--csms", central.Url.ToString(), "--id", "CP-1", "--store", rig.Store],
            [("NOTIFY_SOCKET", path), ("WATCHDOG_USEC", $"{s_watchdog.TotalMicroseconds:F0}")]);
        await HearAsync(systemd, "READY=1", Rig.Patience);
        for (var sign = 0; sign < 5; sign++)
        {
            Require.That(await HearAsync(systemd, "WATCHDOG=1", s_watchdog), "a charger that turns gives no sign of life in time");
        }

        charger.Signal(19);
        while (await HearAsync(systemd, "WATCHDOG=1", s_watchdog))
        {
            // What was sent before it hung.
        }

        charger.Signal(signal);
        await charger.ExitAsync(TimeSpan.FromSeconds(5));
    }

    /// <summary>systemd.service(5): SIGABRT unless the unit names another one.</summary>
    private static int SignalOfUnit()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChargerFirmware.sln")))
        {
            folder = folder.Parent ?? throw new CheckException("no checkout above this program");
        }

        var unit = File.ReadAllLines(Path.Combine(folder.FullName, "src", "Charger", "README.md"));
        Require.That(unit.Any(line => line.StartsWith("WatchdogSec=", StringComparison.Ordinal)), "the unit has no watchdog");
        return unit.LastOrDefault(line => line.StartsWith("WatchdogSignal=", StringComparison.Ordinal)) switch
        {
            null or "WatchdogSignal=SIGABRT" => 6,
            "WatchdogSignal=SIGKILL" => 9,
            var other => throw new CheckException($"the unit names a signal that this check does not know: {other}"),
        };
    }

    private static async Task<bool> HearAsync(Socket systemd, string wanted, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var length = await systemd.ReceiveAsync(buffer, patience.Token);
                if (Encoding.UTF8.GetString(buffer, 0, length) == wanted)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
