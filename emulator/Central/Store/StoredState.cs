using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Store;

/// <summary>What a central system needs to go on where it was.</summary>
public sealed record StoredState
{
    public IReadOnlyList<StationRecord> Stations { get; init; } = [];

    public IReadOnlyList<ConnectorRecord> Connectors { get; init; } = [];

    /// <summary>The sessions that run, in order of their ids.</summary>
    public IReadOnlyList<SessionRecord> Running { get; init; } = [];

    public IReadOnlyList<TokenRecord> Tokens { get; init; } = [];

    public IReadOnlyList<ReservationRecord> Reservations { get; init; } = [];

    public IReadOnlyList<ConfigurationRecord> Configuration { get; init; } = [];

    public IReadOnlyList<ProfileRecord> Profiles { get; init; } = [];

    public IReadOnlyList<LocalListRecord> LocalLists { get; init; } = [];
}
