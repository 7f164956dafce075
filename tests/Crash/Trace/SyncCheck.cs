using System.Diagnostics;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;

namespace ChargerFirmware.Tests.Crash.Trace;

/// <summary>
/// SIGKILL leaves the system's caches alone, so killing does not prove that anything is synced. Here a station is watched through one
/// session: what the journal promises must be synced before it is sent.
/// </summary>
internal static class SyncCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    public static async Task<Totals> RunAsync()
    {
        if (!HasStrace())
        {
            Console.WriteLine("skipped both checks of what is synced: strace is not here");
            return new Totals(0, 0, 2);
        }

        var synced = await RunStoryAsync([StationProcess.Emulator(), "station"]);
        var unsynced = await RunStoryAsync([Environment.ProcessPath!, UnsyncedStation.Command]);
        return Judge("StartTransaction and StopTransaction are synced before they are sent", synced, sent => sent.All(call => call.IsSynced))
            + Judge("a store that does not sync is found", unsynced, sent => sent.All(call => !call.IsSynced));
    }

    private static Totals Judge(string what, IReadOnlyList<(string Action, bool IsSynced)> sent, Func<IReadOnlyList<(string, bool IsSynced)>, bool> holds)
    {
        var passed = sent.Any(call => call.Action == "StartTransaction") && sent.Any(call => call.Action == "StopTransaction") && holds([.. sent]);
        Console.WriteLine($"{(passed ? "passed " : "FAILED ")} {what}: [{string.Join(", ", sent.Select(call => $"{call.Action} {call.IsSynced}"))}]");
        return passed ? new Totals(1, 0, 0) : new Totals(0, 1, 0);
    }

    private static async Task<IReadOnlyList<(string Action, bool IsSynced)>> RunStoryAsync(string[] program)
    {
        var trace = Path.GetTempFileName();
        try
        {
            await using var rig = await Rig.OpenAsync(1);
            await rig.Loop.RunAsync(async () =>
            {
                var command = rig.Command(
                    ["strace", "-D", "-f", "-y", "-x", "-s", "70000", "-e", "trace=write,pwrite64,sendto,sendmsg,fsync,fdatasync", "-o", trace, .. program]);
                using var station = new StationProcess(command, end => rig.Loop.Post(() => rig.Blame(end)));
                await SessionAsync(rig);
                await station.EndAsync(s_patience);

                // The tracer is nobody's child (-D, so that SIGTERM reaches the station); it writes the last lines behind its end.
                await rig.RequireAsync("the trace is whole", () => SyncTrace.IsWhole(trace, station.Id), s_patience);
            });
            return SyncTrace.Read(File.ReadLines(trace));
        }
        catch (Exception failure) when (failure is CrashException or TimeoutException)
        {
            Console.WriteLine($"FAILED  the session under strace: {failure.Message}");
            return [];
        }
        finally
        {
            File.Delete(trace);
        }
    }

    private static async Task SessionAsync(Rig rig)
    {
        await rig.RequireAsync("the station is online", () => rig.Station is { IsConnected: true } station && station.StatusOf(1) is not null, s_patience);
        rig.Board.Site.Connector(1).Outlet.PlugIn(rig.Board.Site.Arrive(Emulator.Physics.VehicleModels.Saloon));
        rig.Board.Site.Antennas.Values.Single().Hold([0x04, 0xA1, 0xB2, 0xC3], TimeSpan.FromSeconds(3));
        await rig.RequireAsync("it charges", () => rig.Board.Site.Connector(1).Contactor.MainsClosed && rig.Station.Sessions.Any(), s_patience);
        await rig.Station.Commands!.StopAsync(rig.Station.Sessions.Single());
        await rig.RequireAsync("the transaction is stopped", () => rig.Station.Sessions.Any(transaction => !transaction.IsRunning), s_patience);
    }

    private static bool HasStrace()
    {
        try
        {
            using var strace = Process.Start(new ProcessStartInfo("strace", "-V") { RedirectStandardOutput = true })!;
            strace.WaitForExit();
            return strace.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
