using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChargerFirmware.Bench.CommandLine;
using ChargerFirmware.Central.Cli.Api;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Listening;
using ChargerFirmware.Ocpp.Messages;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Cli;

/// <summary>The options of <c>central</c>, with their defaults and their refusals.</summary>
internal sealed class CentralOptionSet
{
    /// <summary>Holds the key of the HTTP interface where no option does.</summary>
    public const string KeyVariable = "CENTRAL_API_KEY";

    private const int MostStations = 20_000;

    private readonly CsmsPortOptionSet _listen = new(
        "--listen", "where stations connect: a port of loopback, or ADDRESS:PORT; 0 for any free port; 9000, or the next one that is free, by default");

    private readonly AccessOptionSet _access = new(KeyVariable);

    private readonly Option<IPEndPoint> _http = new("--http")
    {
        Description = "where the HTTP interface listens: a port of loopback, or another address, which needs a key; 0 for any free port",
        CustomParser = ParseEndPoint,
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, 8080),
        HelpName = "[ADDRESS:]PORT",
    };

    private readonly Option<string?> _store = new("--store")
    {
        Description = "where it remembers: a file, 'memory' for this run only, or postgresql://user@host:port/database; by default a file of its port "
            + "below the user's data folder",
        HelpName = "FILE|memory|URL",
    };

    private readonly Option<bool> _headless = new("--headless") { Description = "no console; runs until SIGTERM" };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "refuse requests that break their schema, instead of taking them for what they mean",
    };

    private readonly Option<bool> _noJudge = new("--no-judge") { Description = "do not look for what stations do wrong" };

    private readonly Option<bool> _anySubprotocol = new("--any-subprotocol")
    {
        Description = "take a station that offers no subprotocol for one of OCPP 1.6; there are such",
    };

    private readonly Option<string?> _path = new("--path")
    {
        Description = "the folder below which stations connect, such as /ocpp/site-7; any folder will do by default",
        HelpName = "PATH",
    };

    private readonly Option<int> _ping = new("--ping-interval")
    {
        Description = "seconds between pings to each station; 0 for none",
        DefaultValueFactory = _ => 0,
        HelpName = "SECONDS",
    };

    private readonly Option<int> _heartbeat = new("--heartbeat-interval")
    {
        Description = "heartbeat interval in seconds that accepted stations get",
        DefaultValueFactory = _ => 300,
        HelpName = "SECONDS",
    };

    private readonly Option<int> _maxStations = new("--max-stations")
    {
        Description = "connections of stations at once",
        DefaultValueFactory = _ => 5_000,
        HelpName = "N",
    };

    private readonly Option<string?> _certificate = new("--tls-certificate")
    {
        Description = "a PEM file: stations connect over TLS (wss) then", HelpName = "FILE",
    };

    private readonly Option<string?> _certificateKey = new("--tls-key")
    {
        Description = "the PEM file of the certificate's private key, where it is not in the same file", HelpName = "FILE",
    };

    private readonly Option<LogLevel> _logLevel = LogLevelOption.Create(LogLevel.Warning);

    private readonly Option<bool> _jsonLogs = new("--json-logs") { Description = "one JSON object a line of log" };

    public CentralOptionSet()
    {
        _ping.RequireBetween(0, 86_400, "seconds");
        _heartbeat.RequireBetween(1, 86_400, "seconds");
        _maxStations.RequireBetween(1, MostStations, "connections");
    }

    public void AddTo(Command command)
    {
        _listen.AddTo(command);
        foreach (var option in (Option[])
            [_http, _store, _headless, _strict, _noJudge, _anySubprotocol, _path, _ping, _heartbeat, _maxStations, _certificate, _certificateKey, _logLevel,
                _jsonLogs])
        {
            command.Options.Add(option);
        }

        _access.AddTo(command, (result, access) =>
        {
            // Defaults are not there yet when a command is validated; this one is loopback.
            if (result.GetValue(_http) is { } endPoint)
            {
                StartRule.RequireHttp(_http.Name, endPoint, access.Rule.Key, access.Insecure);
                WellKnownKeys.Require(endPoint, access.Rule.Key);
            }

            if (result.GetValue(_path) is { } path && !path.StartsWith('/'))
            {
                throw new ListeningException($"--path: expected a path that begins with /, found '{path}'");
            }

            _listen.Read(result, access);
        });
    }

    public CentralOptions Read(ParseResult result)
    {
        var access = _access.Read(result.CommandResult);
        var listen = _listen.Read(result.CommandResult, access) with
        {
            AssumesSubprotocol = result.GetValue(_anySubprotocol),
            Folder = result.GetValue(_path)?.TrimEnd('/'),
            PingInterval = TimeSpan.FromSeconds(result.GetValue(_ping)),
            MaxConnections = result.GetValue(_maxStations),
            Certificate = CertificateOf(result.GetValue(_certificate), result.GetValue(_certificateKey)),
        };
        return new CentralOptions(
            listen, result.GetValue(_http)!, access.Rule, result.GetValue(_store), result.GetValue(_headless), result.GetValue(_logLevel),
            result.GetValue(_jsonLogs))
        {
            HasDefaultListen = _listen.IsDefault(result.CommandResult),
            HasDefaultHttp = result.GetResult(_http) is null or { Implicit: true },
            Strictness = result.GetValue(_strict) ? Strictness.Strict : Strictness.Lenient,
            IsWithoutJudge = result.GetValue(_noJudge),
            HeartbeatIntervalSeconds = result.GetValue(_heartbeat),
        };
    }

    /// <exception cref="ArgumentException">It cannot be used.</exception>
    private static X509Certificate2? CertificateOf(string? file, string? keyFile)
    {
        if (file is null)
        {
            return keyFile is null ? null : throw new ArgumentException("--tls-key: expected --tls-certificate, too");
        }

        try
        {
            using var ephemeral = X509Certificate2.CreateFromPemFile(file, keyFile ?? file);
            return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"--tls-certificate: expected a certificate and its private key in PEM: {unusable.Message}", unusable);
        }
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ListenAddress.TryRead(text) is { } endPoint)
        {
            return endPoint;
        }

        result.AddError($"--http: expected PORT, or ADDRESS:PORT such as 127.0.0.1:8080, found '{text}'");
        return null;
    }
}
