using System.Reflection;
using ChargerFirmware.Charger.Adapters;
using ChargerFirmware.Composition;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Hardware.Adapters;
using ChargerFirmware.Hardware.Linux.Adapters;
using ChargerFirmware.Ocpp.Adapters;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Store.Sqlite.Adapters;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Telemetry.Logs.Adapters;
using ChargerFirmware.Transfers;
using ChargerFirmware.Transfers.Adapters;
using ChargerFirmware.Transfers.Targets;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Charger;

/// <summary>A station on real hardware as a service of the machine: its start, its life sign and its end.</summary>
internal sealed partial class Service
{
    /// <summary>For the end before a reset, which no termination signal limits.</summary>
    private static readonly TimeSpan s_resetTime = TimeSpan.FromSeconds(20);

    private readonly RunOptions _options;
    private readonly ILoggerFactory _logging;
    private readonly ILogger _logger;
    private readonly SystemdNotifier _systemd;
    private readonly TaskCompletionSource<ResetKind?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ComposedStation? _station;

    private Service(RunOptions options, ILoggerFactory logging, SystemdNotifier systemd)
    {
        _options = options;
        _logging = logging;
        _logger = logging.CreateLogger("charger");
        _systemd = systemd;
    }

    /// <summary>Runs until the process is asked to end or the central system resets the station.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="Hardware.Boards.BoardException">The board cannot be used on this machine.</exception>
    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        using var logging = ServiceLog.Create(options);
        using var systemd = SystemdNotifier.FromEnvironment();
        using var signals = new TerminationSignals(cancellation);
        return await new Service(options, logging, systemd).RunAsync(signals.Token);
    }

    private static string Version { get; } =
        typeof(Service).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        var deadline = TerminationDeadline.Arm(cancellation);
        foreach (var warning in _options.Csms.Warnings)
        {
            LogWarning(_logger, warning);
        }

        var plan = BoardPlan.Of(BoardFiles.Load(_options.Board));
        using var folder = StoreFolder.Open(_options.Store ?? StoreFolder.DefaultPath(_options.StationId), _logger);
        var ownPorts = new OwnPorts();
        using var transfer = new FileTransfer(new TransferOptions { AllowLocal = _options.AllowLocalTransfers, OwnPorts = ownPorts });
        IFirmwareInstaller installer = _options.FirmwareInstaller is { } program
            ? await CommandInstaller.StartAsync(program, _options.FirmwareFolder)
            : new NoInstaller();
        using var loop = new ThreadLoop("station", OnFault);
        await using var dialer = new WebSocketDialer(loop, _options.Csms.Url, _options.StationId, _options.Csms.Credentials);
        await using var registration = cancellation.Register(() => _end.TrySetResult(null));
        await using var monitoring = await Monitoring.StartAsync(loop, _options, Version, _logger);
        if (monitoring?.Port is { } port)
        {
            ownPorts.Add(port);
        }

        await loop.RunAsync(() => StartAsync(loop, dialer, plan, folder, transfer, installer));
        await loop.RunAsync(() => Watch(monitoring));
        using var lifeSign = StartLifeSign(loop);
        LogRunning(_logger, _options.StationId, _options.Board, Version);
        _systemd.Ready();

        var reset = await _end.Task;
        _systemd.Stopping();
        LogEnding(_logger, reset is null ? "termination requested" : $"{reset} reset");
        var isStored = await loop.RunAsync(
            () => _station!.ShutDownAsync(StopReason.Reboot, reset is null ? TerminationDeadline.OrderlyTime : s_resetTime));
        var code = reset is not null ? ExitCode.Restart : isStored ? ExitCode.Fine : ExitCode.NotStored;
        deadline.Settle(code);
        return code;
    }

    private Task StartAsync(
        ThreadLoop loop, WebSocketDialer dialer, BoardPlan plan, StoreFolder folder, IFileTransfer transfer, IFirmwareInstaller installer)
    {
        _station = ComposedStation.Start(plan, new BoardBuses(), new CompositionOptions
        {
            Loop = loop,
            RandomSource = RandomSource.FromMachine(),
            Store = folder.Store,
            Dialer = dialer,
            Logging = _logging,
            StationId = _options.StationId,
            FirmwareVersion = Version,
            FileTransfer = transfer,
            Installer = installer,
            LenientCalls = _options.LenientCalls,
            Mqtt = _options.Mqtt,
        });

        // Transactions have been ended and reported by then: that is what the protocol's side of a reset does.
        _station.Protocol.Restart = kind =>
        {
            _end.TrySetResult(kind);
            return true;
        };
        return Task.CompletedTask;
    }

    private Task Watch(Monitoring? monitoring)
    {
        monitoring?.Attach(_station!);
        return Task.CompletedTask;
    }

    /// <summary>A timer of the loop, so that what systemd watches is the loop and not the mere process.</summary>
    private ITimer? StartLifeSign(ThreadLoop loop) => _systemd.WatchdogTimeout is { } patience
        ? loop.Time.CreateTimer(_ => _systemd.Watchdog(), null, TimeSpan.Zero, patience / 4)
        : null;

    /// <summary>A fault in our own logic: its effects are unknown, so what can stop does. Runs on the loop.</summary>
    private void OnFault(Exception fault)
    {
        LogFault(_logger, fault);
        _station?.Station.OnLogicFault();
    }

    [LoggerMessage(1, LogLevel.Information, "Station {StationId} runs on board {Board}, firmware {Version}")]
    private static partial void LogRunning(ILogger logger, string stationId, string board, string version);

    [LoggerMessage(2, LogLevel.Information, "The station ends: {Reason}")]
    private static partial void LogEnding(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Critical, "A turn of the station's loop has failed; every connector stops until a restart")]
    private static partial void LogFault(ILogger logger, Exception fault);

    [LoggerMessage(5, LogLevel.Warning, "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);
}

/// <summary>Where the log goes: standard output, in the form that its reader understands.</summary>
internal static class ServiceLog
{
    public static ILoggerFactory Create(RunOptions options)
    {
        var isJournal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;
        return StationConsole.Create(options.JsonLogs ? LogForm.Json : isJournal ? LogForm.Journal : LogForm.Text, options.StationId, options.LogLevel);
    }
}
