using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Load;

/// <summary>
/// SIGKILL leaves the system's caches alone, so killing does not prove that anything is synced. Here the central system is watched by strace while
/// a session is reported: what it acknowledges must be written to the log of its store, and synced, before the answer goes out.
/// </summary>
internal static partial class SyncCheck
{
    private const string Station = "SYNC-1";

    /// <summary>What each call brings that stands nowhere else, by the id of the call.</summary>
    private static readonly (string Action, string Id, string Mark)[] s_calls =
        [("StartTransaction", "2", "SYNCSTART"), ("MeterValues", "3", "7654321"), ("StopTransaction", "4", "SYNCSTOP")];

    public static async Task RunAsync(string program, string folder, Totals totals)
    {
        const string What = "what it acknowledges is synced before the answer";
        if (!HasStrace())
        {
            totals.Skip($"{What}: strace is not here");
            return;
        }

        var trace = Path.Combine(folder, "trace");
        using (var central = new CentralProcess("strace", Arguments(program, trace, Path.Combine(folder, "traced.db"))))
        {
            await ReportSessionAsync((await central.ReadyAsync()).Stations);
            await central.EndAsync();
        }

        var unsynced = Unsynced(File.ReadLines(trace)).ToList();
        totals.Check(What, unsynced);
    }

    // -D: the traced process is our child, and hears our signals.
    private static string[] Arguments(string program, string trace, string store) =>
    [
        "-D", "-f", "-y", "-x", "-s", "70000", "-e", "trace=write,writev,pwrite64,sendto,sendmsg,fsync,fdatasync", "-o", trace,
        program, "--headless", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--store", store,
    ];

    private static async Task ReportSessionAsync(Uri stations)
    {
        var now = Frames.Moment(TimeProvider.System.GetUtcNow());
        var session = new SentSession(Station, 1, "SYNCSTART", 7_654_000, now);
        using var connection = await Connection.DialAsync(new Uri(stations, Station), new Figures());
        await connection.CallAsync("BootNotification", """{"chargePointVendor":"Load","chargePointModel":"Traced"}""");
        session.TransactionId = Frames.WholeNumber(await connection.CallAsync("StartTransaction", Frames.Start(session)) ?? default, "transactionId");
        await connection.CallAsync("MeterValues", Frames.Values(session, new SentValue(now, 7_654_321), 11_000));
        var stop = Frames.Stop(session, new SentStop(now, 7_654_500, "Local"));
        await connection.CallAsync("StopTransaction", stop.Replace("SYNCSTART", "SYNCSTOP", StringComparison.Ordinal));
    }

    /// <summary>The calls that were answered before what they brought was synced, or never.</summary>
    /// <param name="lines">Of strace, which stops a thread at each call: their order is that of the calls.</param>
    private static IEnumerable<string> Unsynced(IEnumerable<string> lines)
    {
        var written = new HashSet<string>();
        var synced = new HashSet<string>();
        var syncing = new Dictionary<string, List<string>>();
        var answered = new Dictionary<string, bool>();
        foreach (var line in lines)
        {
            if (Sync().Match(line) is { Success: true } sync)
            {
                // What is written while it runs may miss it.
                syncing[sync.Groups["thread"].Value] = [.. written];
                if (line.EndsWith("= 0", StringComparison.Ordinal))
                {
                    synced.UnionWith(written);
                }
            }
            else if (SyncEnd().Match(line) is { Success: true } end && syncing.Remove(end.Groups["thread"].Value, out var covered))
            {
                synced.UnionWith(covered);
            }
            else if (Write().Match(line) is { Success: true } write)
            {
                var content = Text(write);
                written.UnionWith(s_calls.Where(call => content.Contains(call.Mark, StringComparison.Ordinal)).Select(call => call.Id));
            }
            else if (Send().Match(line) is { Success: true } send)
            {
                var content = Text(send);
                foreach (var (_, id, _) in s_calls.Where(call => content.Contains($"[3,\"{call.Id}\"", StringComparison.Ordinal)))
                {
                    answered.TryAdd(id, synced.Contains(id));
                }
            }
        }

        return s_calls.Where(call => !answered.GetValueOrDefault(call.Id)).Select(call =>
            $"{call.Action}: {(!answered.ContainsKey(call.Id) ? "no answer was seen" : written.Contains(call.Id) ? "not synced" : "not written")}");
    }

    /// <summary>Frames and pages are never plain ASCII, which is what strace would write as it is.</summary>
    private static string Text(Match call) => string.Concat(call.Groups["bytes"].Captures
        .Where(bytes => bytes.Value.StartsWith(@"\x", StringComparison.Ordinal))
        .Select(bytes => Encoding.Latin1.GetString(Convert.FromHexString(bytes.Value.Replace(@"\x", "", StringComparison.Ordinal)))));

    private static bool HasStrace()
    {
        try
        {
            using var strace = Process.Start(new ProcessStartInfo("strace", "-V") { RedirectStandardOutput = true })!;
            strace.WaitForExit();
            return strace.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(?<thread>\d+) +f(data)?sync\(\d+<[^>]*traced\.db-wal>")]
    private static partial Regex Sync();

    [GeneratedRegex(@"^(?<thread>\d+) +<\.\.\. f(data)?sync resumed>.* = 0$")]
    private static partial Regex SyncEnd();

    [GeneratedRegex(@"^\d+ +(pwrite64|write)\(\d+<[^>]*traced\.db-wal>, ""(?<bytes>[^""]*)""")]
    private static partial Regex Write();

    [GeneratedRegex(@"^\d+ +(sendto|sendmsg|write|writev)\(\d+<(socket|TCP)[^""]*(""(?<bytes>[^""]*)""[^""]*)+")]
    private static partial Regex Send();
}
