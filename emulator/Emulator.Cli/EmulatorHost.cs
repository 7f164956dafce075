using System.Net;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Adapters;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.Emulator.Cli.Api;
using ChargerFirmware.Emulator.Cli.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using ChargerFirmware.Network.Adapters;
using ChargerFirmware.Store.Sqlite.Adapters;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Adapters;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Telemetry.Logs.Adapters;
using ChargerFirmware.Telemetry.Metrics.Adapters;
using ChargerFirmware.Transfers;
using ChargerFirmware.Transfers.Adapters;
using ChargerFirmware.Transfers.Targets;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Emulator.Cli;

/// <summary>A workbench in real time, with console, HTTP, and the port of its central system.</summary>
internal static class EmulatorHost
{
    // Whoever still talks to a port of ours then is not waited for.
    private static readonly TimeSpan s_stopPorts = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs until the console ends or the program is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        using var signals = new TerminationSignals(cancellation);
        cancellation = signals.Token;
        var deadline = TerminationDeadline.Arm(cancellation);
        var board = Boards.Load(options.Board);
        options = DialWhoIsThere(options);
        using var logging = StationConsole.Create(options.JsonLogs ? LogForm.Json : LogForm.Text, options.StationId, options.LogLevel);
        var logger = logging.CreateLogger("emulator");
        using var folder = StoreFolder.Open(options.Store ?? StoreFolder.DefaultPath(options.StationId), logger);
        var ownPorts = new OwnPorts();

        // Servers of files on the same machine are usual on a bench.
        using var transfer = new FileTransfer(new TransferOptions { AllowLocal = true, OwnPorts = ownPorts });
        Workbench? bench = null;
        using var loop = new ThreadLoop("station", fault => OnFault(bench, logger, fault));
        using var centralSystem = new ThreadLoop(
            "central system", fault => logger.LogError(fault, "The central system failed; the station and its connectors go on"));
        using var line = options.RemoteCsms is { } remote ? LineTo(remote, loop.Time, options.Access, logger) : null;
        await using var dialer = DialerOf(loop, options, line);
        bench = await loop.RunAsync(() => Task.FromResult(new Workbench(new WorkbenchOptions
        {
            Loop = loop,
            CentralSystemLoop = centralSystem,
            Board = board,
            Seed = options.Seed ?? RandomSource.FromMachine().NextSeed(),
            StationId = options.StationId,
            Store = folder.Store,
            Dialer = dialer,
            Line = line,
            // Whoever brings a central system brings servers of files, too.
            FileTransfer = options.RemoteCsms is null ? null : transfer,
            Logging = logging,
            LenientCalls = options.LenientCalls,
            Mqtt = options.Mqtt,
        })));

        await using var csms = bench.Csms is null
            ? null
            : await ListeningOption.StartAsync(
                "--csms-port", () => CsmsServer.StartAsync(centralSystem, bench.Csms, PortOf(options), cancellation));
        using var monitor = new StationMonitor(loop, options.StationId, logger);
        using var telemetry = new TelemetryEndpoints(monitor);
        using var otlp = OtlpExport.StartIfAsked(options.Otlp, monitor, bench.Slots.RunningVersion);
        bench.Restarted += () => monitor.Attach(bench.Composed!.Sources);
        bench.Stopping += monitor.Detach;
        await using var api = await ListeningOption.StartAsync(
            "--api",
            () => ApiServer.StartAsync(
                loop, bench, telemetry, options.HasDefaultApi ? PortProbe.FirstFree(options.Api) : options.Api, options.Access));
        foreach (var port in (int?[])[line?.Port, csms?.Port, api.Port])
        {
            ownPorts.Add(port ?? 0);
        }

        foreach (var warning in ImportedAddresses.Warnings(Environment.GetEnvironmentVariable, "--api", api.Address))
        {
            await Console.Error.WriteLineAsync($"emulator: {warning}");
        }

        using var output = new ConsoleWriter();
        output.WriteLine($"station {options.StationId} on board {options.Board}");
        output.WriteLine(csms is null ? $"central system {options.RemoteCsms}" : $"central system {csms.Endpoint}/<id>");
        output.WriteLine($"http://{api.Address}/status");
        output.WriteLine($"store {folder.Path}");
        if (options.Mqtt is { } mqtt)
        {
            output.WriteLine($"telemetry {mqtt}/{options.StationId}/...");
        }

        using var meters = await loop.RunAsync(() => Task.FromResult(new MeterRegisters(bench, folder.Path)));
        await loop.RunAsync(() => StartAsync(bench, output, options));
        var code = 0;
        if (options.Headless)
        {
            await TerminationSignals.UntilAsync(cancellation);
        }
        else
        {
            code = await TalkAsync(loop, bench, output, options, cancellation);
        }

        var isStored = await loop.RunAsync(() => bench.ShutDownAsync(TerminationDeadline.OrderlyTime));
        await loop.RunAsync(meters.KeepAsync);
        code = code == 0 && !isStored ? Invocation.NotStored : code;
        deadline.Settle(code);
        return code;
    }

    /// <summary>A central system that runs at the usual port of ours already is the one that is meant.</summary>
    internal static RunOptions DialWhoIsThere(RunOptions options)
    {
        var usual = new IPEndPoint(options.CentralSystem.Address, options.CentralSystem.Port);
        if (options.RemoteCsms is not null || !options.HasDefaultCsmsPort || !PortProbe.IsTaken(usual))
        {
            return options;
        }

        Console.WriteLine($"{usual} is taken: the station dials the central system there; --csms-port 0 would bring one of its own");
        return options with { RemoteCsms = CentralSystemAddress.Read(new Uri($"ws://{usual}/ocpp"), null, null) };
    }

    private static CsmsServerOptions PortOf(RunOptions options) =>
        options.CentralSystem with { StopTimeout = s_stopPorts, AssumesSubprotocol = true };

    /// <summary>What <c>link</c> disturbs: a proxy on the way to the central system.</summary>
    private static TcpProxy LineTo(CentralSystemAddress address, TimeProvider time, AccessRule access, ILogger logger)
    {
        foreach (var warning in address.Warnings)
        {
            logger.LogWarning("{Warning}", warning);
        }

        var line = new TcpProxy(time, address.Url, rule: access);
        line.Unreachable += why => logger.LogWarning("{Reason}", why);
        return line;
    }

    private static ProxiedDialer? DialerOf(ThreadLoop loop, RunOptions options, TcpProxy? line) =>
        options.RemoteCsms is { } remote ? new ProxiedDialer(loop, remote.Url, options.StationId, line!.Port, remote.Credentials) : null;

    private static Task StartAsync(Workbench bench, ConsoleWriter output, RunOptions options)
    {
        if (!options.Headless)
        {
            Narrator.Attach(bench, output.WriteLine, options.MeterLineInterval);
        }

        bench.Start();
        return Task.CompletedTask;
    }

    /// <returns>The exit code.</returns>
    private static async Task<int> TalkAsync(
        ThreadLoop loop, Workbench bench, ConsoleWriter output, RunOptions options, CancellationToken cancellation)
    {
        var firstSession = options.NoFirstSession ? Task.CompletedTask : loop.RunAsync(() => FirstSession.RunAsync(bench, output.WriteLine));
        var end = await ConsoleAdapter.RunAsync(ConsoleAdapter.WordsOf(loop, bench), output, cancellation);
        if (end == ConsoleEnd.InputEnded && !firstSession.IsCompleted)
        {
            await Task.WhenAny(firstSession, TerminationSignals.UntilAsync(cancellation));
            output.WriteLine("* the input has ended, and so does the program; with --headless it runs until SIGTERM");
        }

        return end == ConsoleEnd.ScriptFailed ? 1 : 0;
    }

    /// <summary>A fault in our own logic: nobody knows what it left half done, so what can stop does.</summary>
    private static void OnFault(Workbench? bench, ILogger logger, Exception fault)
    {
        logger.LogCritical(fault, "A turn of the station's loop has failed");
        bench?.Survives(fault);
    }
}
