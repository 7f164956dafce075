using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using ChargerFirmware.Bench.CommandLine;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Listening;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Emulator.Cli;

/// <summary>The options of <c>emulator run</c>, with their defaults and their refusals.</summary>
internal sealed class RunOptionSet
{
    private readonly Option<string> _board = BoardOption();

    private readonly CentralSystemOptionSet _csms = CsmsOptions(isRequired: false);

    private readonly Option<string> _id = IdOption();

    private readonly CsmsPortOptionSet _centralSystem = new(
        "--csms-port", "port of the central system on the bench, of loopback unless an address is given; 0 for any free one");

    private readonly AccessOptionSet _access = new();

    private readonly Option<IPEndPoint> _api = new("--api")
    {
        Description = "where the HTTP interface listens: a port of loopback, or another address, which needs a key; port 0 for any free one",
        CustomParser = ParseEndPoint,
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, 8081),
        HelpName = "[ADDRESS:]PORT",
    };

    private readonly Option<bool> _headless = new("--headless") { Description = "no console and no first session; runs until SIGTERM" };

    private readonly Option<bool> _noFirstSession = new("--no-first-session") { Description = "the console, but no session that drives itself" };

    private readonly Option<int> _meterLines = new("--meter-lines")
    {
        Description = "least seconds between two lines about a connector's meter on the console; 0 for none",
        DefaultValueFactory = _ => 5,
        HelpName = "SECONDS",
    };

    private readonly Option<ulong?> _seed = new("--seed") { Description = "the seed of all chance but message ids; without one chance comes from the machine" };

    private readonly Option<LogLevel> _logLevel = LogLevelOption.Create(LogLevel.Warning);

    private readonly Option<bool> _jsonLogs = new("--json-logs") { Description = "one JSON object a line of log" };

    private readonly Option<string?> _store = new("--store")
    {
        Description = "the folder in which the station remembers; by default its own below the user's data folder",
        HelpName = "DIR",
    };

    private readonly Option<Uri?> _otlp = new("--otlp")
    {
        Description = "send metrics to this collector, OTLP over HTTP, http://host:4318; OTEL_EXPORTER_OTLP_ENDPOINT names one as well",
        CustomParser = ParseCollector,
        HelpName = "URL",
    };

    private readonly Option<bool> _lenientCalls = LenientCallsOption.Create();

    private readonly MqttOptionSet _mqtt = new();

    public RunOptionSet() =>
        _meterLines.RequireBetween(0, 86400, "seconds");

    public static Option<string> BoardOption() => new("--board")
    {
        Description = "a board file, or the name of a board that comes with the program",
        DefaultValueFactory = _ => "emulated",
        HelpName = "FILE",
    };

    public static CentralSystemOptionSet CsmsOptions(bool isRequired) => new(
        "somebody else's central system, ws://host:port/path without the station's identity; user:password@ before the host is sent as HTTP "
        + "basic authentication",
        isRequired);

    public static Option<string> IdOption()
    {
        var id = new Option<string>("--id") { Description = "what the station calls itself", DefaultValueFactory = _ => "EMU-0001" };
        id.Require(StationIdRule.IsFit, StationIdRule.Expected);
        return id;
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
            [_board, _id, _api, _headless, _noFirstSession, _meterLines, _seed, _logLevel, _jsonLogs, _store, _otlp, _lenientCalls])
        {
            command.Options.Add(option);
        }

        _csms.AddTo(command);
        _centralSystem.AddTo(command);
        _access.AddTo(command, (result, access) =>
        {
            // Defaults are not there yet when a command is validated; this one is loopback.
            if (result.GetValue(_api) is { } endPoint)
            {
                StartRule.RequireHttp(_api.Name, endPoint, access.Rule.Key, access.Insecure);
            }

            _centralSystem.Read(result, access);
        });
        _mqtt.AddTo(command);
    }

    public RunOptions Read(ParseResult result)
    {
        var access = _access.Read(result.CommandResult);
        return new RunOptions(
            result.GetValue(_board)!, _csms.Read(), result.GetValue(_id)!, _centralSystem.Read(result.CommandResult, access),
            result.GetValue(_api)!, access.Rule, result.GetValue(_headless), result.GetValue(_seed), result.GetValue(_logLevel),
            result.GetValue(_jsonLogs), result.GetValue(_store))
        {
            NoFirstSession = result.GetValue(_noFirstSession),
            MeterLineInterval = result.GetValue(_meterLines) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
            Otlp = result.GetValue(_otlp),
            LenientCalls = result.GetValue(_lenientCalls),
            Mqtt = _mqtt.Read(result.CommandResult),
            HasDefaultCsmsPort = _centralSystem.IsDefault(result.CommandResult),
            HasDefaultApi = result.GetResult(_api) is null or { Implicit: true },
        };
    }

    private static Uri? ParseCollector(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError("--otlp: expected an address that begins with http:// or https://");
        return null;
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ListenAddress.TryRead(text) is { } endPoint)
        {
            return endPoint;
        }

        result.AddError($"--api: expected PORT, or ADDRESS:PORT such as 127.0.0.1:8081, found '{text}'");
        return null;
    }
}
