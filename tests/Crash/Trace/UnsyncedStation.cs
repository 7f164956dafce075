using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Standalone;
using ChargerFirmware.Composition.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Crash.Trace;

/// <summary>The planted defect: the same station on a store that does not sync. It exists here only; the product has no such switch.</summary>
internal static class UnsyncedStation
{
    public const string Command = "unsynced-station";

    public static async Task<int> RunAsync(string[] args)
    {
        var options = args.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        using var end = new CancellationTokenSource();
        using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                end.Cancel();
            });
        using var store = new UnsyncedStore(options["--store"]);
        var station = new StandaloneStationOptions
        {
            Board = Boards.Load("emulated"),
            Physics = options["--physics"],
            Csms = new CentralSystemAddress(new Uri(options["--csms"]), null, []),
            StationId = options["--id"],
            Store = store,
            Logging = NullLoggerFactory.Instance,
        };
        await StandaloneStation.RunAsync(station, end.Token);
        return 0;
    }
}
