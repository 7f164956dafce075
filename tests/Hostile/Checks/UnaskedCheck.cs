using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A station started where files lie about that a web framework takes for its own. strace sees what it opens: nothing of that folder, no
/// port and no watch that nobody has asked for. The emulator listens for HTTP and at its line to the central system.
/// </summary>
internal sealed partial class UnaskedCheck : ICheck
{
    private const string Planted = """{ "urls": "http://127.0.0.1:5000", "Logging": { "LogLevel": { "Default": "None" } } }""";

    public string Name => "nothing listens, watches or reads a file that nobody asked for";

    public async Task RunAsync(Rig rig)
    {
        var folder = Directory.CreateDirectory(Path.Combine(rig.Folder, "here")).FullName;
        foreach (var name in (string[])["appsettings.json", "appsettings.Production.json", "appsettings.Development.json"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), Planted);
        }

        using var board = new BoardOfModbus(rig.Folder);
        var central = rig.CentralSystem();
        await TraceAsync(
            rig, central, folder, ports: 0,
            Rig.Charger, "run", "--board", board.File, "--csms", $"{central.Url}", "--id", "CP-1", "--store", Path.Combine(rig.Folder, "charger"));
        await TraceAsync(rig, central, folder, ports: 2, [Rig.Emulator, .. rig.EmulatorArguments(central)]);
    }

    private static async Task TraceAsync(Rig rig, CentralSystem central, string folder, int ports, params string[] command)
    {
        var trace = Path.Combine(rig.Folder, $"trace-{Path.GetFileName(command[0])}");
        string[] strace = ["strace", "-D", "-f", "-qq", "-o", trace, "-e", "trace=openat,listen,inotify_init,inotify_init1,fanotify_init", "--", .. command];
        var from = central.Frames.Count;
        var station = rig.Start("sh", ["-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder, .. strace], [("DOTNET_EnableDiagnostics", "0")]);
        await central.CallOfAsync("StatusNotification", from: from);
        Require.Equal(0, await station.TerminateAsync(TimeSpan.FromSeconds(20)), "exit code after SIGTERM");

        var calls = await File.ReadAllLinesAsync(trace);
        Require.That(calls.Any(call => call.Contains("station.db", StringComparison.Ordinal)), $"the trace does not even hold the store: {calls.Length} calls");
        Require.Equal(ports, calls.Count(call => Listening().IsMatch(call)), "ports");
        var unasked = calls.Where(call => call.Contains("notify_init", StringComparison.Ordinal) || call.Contains(folder + "/", StringComparison.Ordinal)
            || call.Contains("\"appsettings", StringComparison.Ordinal)).ToList();
        Require.That(unasked.Count == 0, string.Join("\n    ", unasked));
    }

    [GeneratedRegex(@"\blisten\(\d+, \d+(\)\s+= 0| <unfinished)")]
    private static partial Regex Listening();
}
