using System.Net;
using ChargerFirmware.Bench.Adapters;
using ChargerFirmware.Central.Cli.Api;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening.Adapters;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Telemetry.Logs.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Cli;

/// <summary>A central system in real time, with a port for stations, a console, and HTTP.</summary>
internal static class CentralHost
{
    // In memory, beside the store.
    private const int MaxSessions = 20_000;

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
        var endPoint = new IPEndPoint(options.Listen.Address, options.Listen.Port);
        endPoint = options.HasDefaultListen ? PortProbe.FirstFree(endPoint) : endPoint;
        var store = options.Store ?? DefaultStore(endPoint.Port);
        await using var system = await ListeningOption.StartAsync("--listen", () => RunningCentralSystem.StartAsync(
            loop, RandomSource.FromMachine(), store, CsmsOptionsOf(options), options.Listen with { Port = endPoint.Port }, !options.IsWithoutJudge, logger));
        await using var api = await ListeningOption.StartAsync("--http", () => CentralApi.StartAsync(system.Csms, new CentralApiOptions
        {
            EndPoint = options.HasDefaultHttp ? PortProbe.FirstFree(options.Http) : options.Http,
            Access = options.Access,
        }));
        using var output = new ConsoleWriter();
        output.WriteLine($"central system {system.Endpoint}/<id>");
        output.WriteLine($"http://{api.Address}");
        output.WriteLine($"store {WithoutPassword(store)}");
        var code = 0;
        if (options.Headless)
        {
            await TerminationSignals.UntilAsync(cancellation);
        }
        else
        {
            code = await PromptHost.TalkAsync(loop, system, output, cancellation);
        }

        await system.DisposeAsync();
        deadline.Settle();
        return code;
    }

    /// <summary>A file of its own for each port, so that two of them do not meet.</summary>
    internal static string DefaultStore(int port)
    {
        if (port == 0)
        {
            return "memory";
        }

        var folder = StoreChoice.Home();
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, FormattableString.Invariant($"central-{port}.db"));
    }

    private static CsmsOptions CsmsOptionsOf(CentralOptions options) => new()
    {
        Strictness = options.Strictness,
        HeartbeatIntervalSeconds = options.HeartbeatIntervalSeconds,
        ServesUnbootedStations = options.Strictness != Strictness.Strict,
        MaxStations = options.Listen.MaxConnections,
        MaxSessions = MaxSessions,
    };

    private static string WithoutPassword(string store) =>
        Uri.TryCreate(store, UriKind.Absolute, out var url) && url.UserInfo.Contains(':', StringComparison.Ordinal)
            ? new UriBuilder(url) { Password = "" }.Uri.ToString()
            : store;
}
