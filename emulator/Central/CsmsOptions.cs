using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Central;

/// <summary>How a central system works, for all its stations.</summary>
public sealed record CsmsOptions
{
    /// <summary>
    /// What becomes of a request that breaks its schema: <see cref="Strictness.Lenient"/> carries out what it means, as far as that can be
    /// made out, strict refuses it.
    /// </summary>
    public Strictness Strictness { get; init; } = Strictness.Lenient;

    /// <summary>The heartbeat interval that an accepted station is given, in seconds.</summary>
    public int HeartbeatIntervalSeconds { get; init; } = 300;

    /// <summary>How long a station has to answer a call.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A station that connects without having booted counts as accepted, as with a central system that was restarted and remembers
    /// its stations.
    /// </summary>
    public bool KnowsUnbootedStations { get; init; }

    /// <summary>A station that calls without having booted is served all the same, as it must be where its boot may be forgotten.</summary>
    public bool ServesUnbootedStations { get; init; }

    /// <summary>
    /// Stations that are remembered. Beyond it the one that was away for longest is forgotten; where all are connected nobody else is taken.
    /// Those that were asked for by <see cref="Csms.Station"/> are never forgotten.
    /// </summary>
    public int MaxStations { get; init; } = 1_000;

    /// <summary>Connectors of one station whose statuses are kept.</summary>
    public int MaxConnectorsPerStation { get; init; } = 100;

    /// <summary>Configuration keys of one station that are kept.</summary>
    public int MaxConfigurationKeysPerStation { get; init; } = 1_000;

    /// <summary>Sessions that are in memory, of all stations; their ids ascend all the same.</summary>
    public int MaxSessions { get; init; } = 100_000;
}
