using System.CommandLine;
using System.CommandLine.Parsing;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Maintenance;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Charger;

/// <summary><c>charger run</c>: its options with their defaults and their refusals.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var board = CommandLine.BoardOption();
        var csms = new Option<Uri>("--csms")
        {
            Description = "the central system, ws://host:port/path or wss://host/path, without the station's identity",
            CustomParser = ParseUrl,
            Required = true,
            HelpName = "URL",
        };
        var id = new Option<string>("--id") { Description = "the station's identity at the central system", Required = true, HelpName = "ID" };
        id.Validators.Add(CheckId);
        var logLevel = new Option<LogLevel>("--log-level")
        {
            Description = "Trace, Debug, Information, Warning, Error, Critical or None",
            DefaultValueFactory = _ => LogLevel.Information,
        };
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
        var mqtt = new MqttOptionSet();
        var command = new Command(
            "run",
            "Run the station on this machine's hardware until SIGTERM, which ends transactions in order (exit code 0), or until the central system "
            + "resets it (exit code 75: start it again). Transactions, their messages and settings are on disk before anybody hears of them.")
        {
            board, csms, id, logLevel, jsonLogs, store, installer, folder, localTransfers, http, otlp,
        };
        mqtt.AddTo(command);
        command.SetAction((result, cancellation) => RunAsync(
            new RunOptions(
                result.GetValue(board)!, result.GetValue(csms)!, result.GetValue(id)!, result.GetValue(logLevel), result.GetValue(jsonLogs),
                result.GetValue(store), result.GetValue(installer), result.GetValue(folder)!)
            {
                Http = result.GetValue(http),
                Otlp = result.GetValue(otlp),
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
        catch (IOException refusal)
        {
            await Console.Error.WriteLineAsync($"charger: {refusal.Message}");
            return ExitCode.Problems;
        }
        catch (FirmwareException refusal)
        {
            await Console.Error.WriteLineAsync($"charger: --firmware-installer: {refusal.Message}");
            return ExitCode.Problems;
        }
        catch (BoardException refusal)
        {
            await Console.Error.WriteLineAsync($"charger: {refusal.Message}");
            await Console.Error.WriteLineAsync($"charger: 'charger check --board {options.Board}' tells all that is wrong with it");
            return ExitCode.Problems;
        }
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (!Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) || url.Scheme is not ("ws" or "wss"))
        {
            result.AddError("--csms: expected an address that begins with ws:// or wss://");
            return null;
        }

        if (url.UserInfo.Length > 0)
        {
            // Not quoted back: a command line is seen by everybody on the machine as it is.
            result.AddError("--csms: expected an address without user and password");
            return null;
        }

        return url;
    }

    private static void CheckId(OptionResult result)
    {
        if (result.GetValueOrDefault<string>() is not { Length: >= 1 and <= 48 } id || id.Contains(':', StringComparison.Ordinal) || id is "." or "..")
        {
            result.AddError("--id: expected 1 to 48 characters without a colon");
        }
    }
}
