using System.CommandLine;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Listening;
using ChargerFirmware.Station.Maintenance;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Charger;

/// <summary><c>charger run</c>: its options with their defaults and their refusals.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var board = CommandLine.BoardOption();
        var csms = new CentralSystemOptionSet(
            "the central system, ws://host:port/path or wss://host/path, without the station's identity; user:password@ before the host is sent as HTTP "
            + "basic authentication",
            isRequired: true);
        var id = new Option<string>("--id") { Description = "the station's identity at the central system", Required = true, HelpName = "ID" };
        id.Require(StationIdRule.IsFit, StationIdRule.Expected);
        var logLevel = LogLevelOption.Create(LogLevel.Information);
        var jsonLogs = new Option<bool>("--json-logs") { Description = "one JSON object a line of log" };
        var store = CommandLine.StoreOption();
        var installer = new Option<string?>("--firmware-installer")
        {
            Description = "the program that installs firmware on this board (src/Transfers/README.md); without one UpdateFirmware ends as InstallationFailed",
            HelpName = "PROGRAM",
        };
        var folder = new Option<string>("--firmware-folder")
        {
            Description = "where firmware images are collected",
            DefaultValueFactory = _ => "/var/lib/charger/firmware",
            HelpName = "FOLDER",
        };
        var localTransfers = new Option<bool>("--allow-local-transfers")
        {
            Description = "let the central system send firmware and diagnostics from and to this machine and its link (loopback, link-local, this "
                + "machine's own addresses); never to a port this program listens on",
        };
        var http = HttpOption.Create();
        var otlp = OtlpOption.Create();
        var lenientCalls = LenientCallsOption.Create();
        var mqtt = new MqttOptionSet();
        var command = new Command(
            "run",
            "Run the station on this machine's hardware until SIGTERM, which ends transactions in order (exit code 0; 74 when the disk did not take all "
            + "of it), or until the central system resets it (exit code 75: start it again). Transactions, their messages and settings are on disk before "
            + "they are reported.")
        {
            board, id, logLevel, jsonLogs, store, installer, folder, localTransfers, http, otlp, lenientCalls,
        };
        csms.AddTo(command);
        mqtt.AddTo(command);
        var access = new AccessOptionSet();
        access.AddTo(command, (result, settings) =>
        {
            if (result.GetValue(http) is { } endPoint)
            {
                StartRule.RequireHttp(http.Name, endPoint, settings.Rule.Key, settings.Insecure);
            }
        });
        command.SetAction((result, cancellation) => RunAsync(
            new RunOptions(
                result.GetValue(board)!, csms.Read()!, result.GetValue(id)!, result.GetValue(logLevel), result.GetValue(jsonLogs),
                result.GetValue(store), result.GetValue(installer), result.GetValue(folder)!)
            {
                Http = result.GetValue(http),
                Access = access.Read(result.CommandResult).Rule,
                Otlp = result.GetValue(otlp),
                LenientCalls = result.GetValue(lenientCalls),
                Mqtt = mqtt.Read(result.CommandResult),
                AllowLocalTransfers = result.GetValue(localTransfers),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        try
        {
            return await Service.RunAsync(options, cancellation);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"charger: {UsageErrors.Safe(refusal.Message)}");
            return ExitCode.Problems;
        }
        catch (FirmwareException refusal)
        {
            await Console.Error.WriteLineAsync($"charger: --firmware-installer: {refusal.Message}");
            return ExitCode.Problems;
        }
        catch (BoardException refusal)
        {
            await Console.Error.WriteLineAsync($"charger: {UsageErrors.Safe(refusal.Message)}");
            await Console.Error.WriteLineAsync($"charger: 'charger check --board {options.Board}' shows what is wrong with it");
            return ExitCode.Problems;
        }
    }
}
