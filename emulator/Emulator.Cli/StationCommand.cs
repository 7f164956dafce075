using System.CommandLine;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Standalone;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Store.Sqlite.Adapters;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Telemetry.Logs.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Emulator.Cli;

/// <summary><c>emulator station</c>: the station alone in a process, its board emulated in another one. For those who kill processes.</summary>
internal static class StationCommand
{
    public static Command Create()
    {
        var physics = new Option<string>("--physics") { Description = "the Unix domain socket of the emulated board", Required = true, HelpName = "SOCKET" };
        var csms = RunOptionSet.CsmsOptions(isRequired: true);
        var mqtt = new MqttOptionSet();
        var id = RunOptionSet.IdOption();
        var store = new Option<string>("--store") { Description = "the folder in which the station remembers", Required = true, HelpName = "DIR" };
        var board = RunOptionSet.BoardOption();
        var logLevel = LogLevelOption.Create(LogLevel.Warning);
        var lenientCalls = LenientCallsOption.Create();
        var command = new Command("station", "Run a station alone: its board is emulated by another process, which tests/Crash is one of. Runs until SIGTERM.")
        {
            physics, id, store, board, logLevel, lenientCalls,
        };
        csms.AddTo(command);
        mqtt.AddTo(command);
        command.SetAction((result, cancellation) => RunAsync(
            result.GetValue(store)!,
            result.GetValue(logLevel),
            result.GetValue(id)!,
            (folder, logging) => new StandaloneStationOptions
            {
                Board = Boards.Load(result.GetValue(board)!),
                Physics = result.GetValue(physics)!,
                Csms = csms.Read()!,
                StationId = result.GetValue(id)!,
                Store = folder,
                Logging = logging,
                Mqtt = mqtt.Read(result.CommandResult),
                LenientCalls = result.GetValue(lenientCalls),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string store, LogLevel logLevel, string id, Func<IStationStore, ILoggerFactory, StandaloneStationOptions> read, CancellationToken cancellation)
    {
        using var signals = new TerminationSignals(cancellation);
        cancellation = signals.Token;
        var deadline = TerminationDeadline.Arm(cancellation);
        using var logging = StationConsole.Create(LogForm.Text, id, logLevel);
        try
        {
            var logger = logging.CreateLogger("station");
            using var folder = StoreFolder.Open(store, logger);
            var options = read(folder.Store, logging);
            foreach (var warning in options.Csms.Warnings)
            {
                logger.LogWarning("{Warning}", warning);
            }

            var (reason, isStored) = await StandaloneStation.RunAsync(options, cancellation);
            var code = reason is not null ? 1 : isStored ? 0 : Invocation.NotStored;
            deadline.Settle(code);
            await Console.Error.WriteLineAsync($"emulator: the station ends: {reason ?? "on request"}");
            return code;
        }
        catch (Exception refusal) when (refusal is BoardException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"emulator: {UsageErrors.Safe(refusal.Message)}");
            return 1;
        }
    }
}
