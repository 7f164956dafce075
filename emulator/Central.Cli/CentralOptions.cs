using System.Net;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Listening;
using ChargerFirmware.Ocpp.Messages;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Cli;

/// <summary>What <c>central</c> was asked for.</summary>
/// <param name="Listen">Where stations connect, and which.</param>
/// <param name="Http">Where the HTTP interface listens.</param>
/// <param name="Access">Who may ask there.</param>
/// <param name="Store"><c>memory</c>, <c>postgresql://...</c> or a file; null for the file of this port below the user's data.</param>
internal sealed record CentralOptions(
    CsmsServerOptions Listen, IPEndPoint Http, AccessRule Access, string? Store, bool Headless, LogLevel LogLevel, bool JsonLogs)
{
    /// <summary>Nobody has asked for the port of stations: where it is taken, the next one will do.</summary>
    public bool HasDefaultListen { get; init; }

    /// <summary>Nobody has asked for the port of HTTP: where it is taken, the next one will do.</summary>
    public bool HasDefaultHttp { get; init; }

    /// <summary>Whether requests that break their schema are refused.</summary>
    public Strictness Strictness { get; init; } = Strictness.Lenient;

    /// <summary>Stations are not judged: nothing that they do wrong is looked for.</summary>
    public bool IsWithoutJudge { get; init; }

    /// <summary>The heartbeat interval that accepted stations are given, in seconds.</summary>
    public int HeartbeatIntervalSeconds { get; init; }
}
