using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening.Adapters;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Telemetry.Logs.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Cli;

/// <summary>A central system in real time, with a port for stations, a console, and HTTP.</summary>
internal static class CentralHost
{
    /// <summary>Runs until the console ends or the program is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CentralOptions options, CancellationToken cancellation)
    {
        using var signals = new TerminationSignals(cancellation);
        cancellation = signals.Token;
        var deadline = TerminationDeadline.Arm(cancellation);
        using var logging = StationConsole.Create(options.JsonLogs ? LogForm.Json : LogForm.Text, "central", options.LogLevel);
        var logger = logging.CreateLogger("central");
        using var loop = new ThreadLoop("central system", fault => logger.LogError(fault, "The central system failed; it goes on"));
        var endPoint = new System.Net.IPEndPoint(options.Listen.Address, options.Listen.Port);
        endPoint = options.HasDefaultListen ? PortProbe.FirstFree(endPoint) : endPoint;
        var store = options.Store ?? DefaultStore(endPoint.Port);
        await using var system = await ListeningOption.StartAsync("--listen", () => RunningCentralSystem.StartAsync(
            loop,
            RandomSource.FromMachine(),
            store,
            new CsmsOptions
            {
                Strictness = options.Strictness,
                HeartbeatIntervalSeconds = options.HeartbeatIntervalSeconds,
                ServesUnbootedStations = true,
                MaxStations = options.Listen.MaxConnections,
                MaxSessions = MaxSessions,
            },
            options.Listen with { Port = endPoint.Port },
            !options.IsWithoutJudge,
            logger));
        Console.WriteLine($"central system {system.Endpoint}/<id>");
        Console.WriteLine($"store {(options.Store is null ? store : StoreName(store))}");
        await TerminationSignals.UntilAsync(cancellation);
        deadline.Settle();
        return 0;
    }

    // In memory, beside the store.
    private const int MaxSessions = 20_000;

    /// <summary>A file of its own for each port, so that two of them do not meet.</summary>
    private static string DefaultStore(int port)
    {
        var folder = StoreChoice.Home();
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, FormattableString.Invariant($"central-{port}.db"));
    }

    /// <summary>Without a password.</summary>
    private static string StoreName(string store) =>
        Uri.TryCreate(store, UriKind.Absolute, out var url) && url.UserInfo.Length > 0 ? new UriBuilder(url) { Password = "" }.Uri.ToString() : store;
}
