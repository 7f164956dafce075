using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.SmartCharging;

/// <summary>Smart charging as its callers see it: profiles are installed, cleared, and reported as a schedule. Used on the loop only.</summary>
public sealed class ProfileService : IDisposable
{
    /// <summary>The longest composite schedule; a recurring profile has no end.</summary>
    public static readonly TimeSpan LongestComposite = TimeSpan.FromDays(31);

    private readonly Loop _loop;
    private readonly StationClock _clock;
    private readonly IReadOnlyList<Connector> _connectors;
    private readonly InstalledProfiles _profiles;
    private readonly LimitsInForce _limits;
    private readonly OperatorLimits _operator;
    private readonly ILogger _logger;

    internal ProfileService(
        Loop loop, StationClock clock, IReadOnlyList<Connector> connectors, WatchedStore store, OperatorLimits operatorLimits, ILogger logger)
    {
        _loop = loop;
        _clock = clock;
        _connectors = connectors;
        _operator = operatorLimits;
        _logger = logger;
        _profiles = new InstalledProfiles(store, logger);
        _limits = new LimitsInForce(loop, clock, connectors, _profiles, operatorLimits);
        Units = UnitsOf(connectors);
    }

    public IReadOnlyCollection<ChargingProfile> Installed => _profiles.All;

    /// <summary>
    /// The units that a profile may be given in: A where there is an AC connector, W where there is a DC one, A of a DC connector where the
    /// board says what it means.
    /// </summary>
    public IReadOnlyList<ChargingRateUnit> Units { get; }

    /// <summary>Why a profile cannot come with a remote start, or null (OCPP 1.6, 5.11 and 3.13.4).</summary>
    /// <param name="connectorId">Null: the station chooses.</param>
    public string? FindStartFault(ChargingProfile profile, int? connectorId)
    {
        var placed = profile with { ConnectorId = connectorId ?? 1 };
        return profile.Purpose != ProfilePurpose.TxProfile
            ? $"a start takes a TxProfile, found {profile.Purpose}"
            : ProfileRules.FindFault(placed, Units) ?? FindRoomFault(placed);
    }

    /// <summary>Installs a profile in place of what it replaces. It holds at once.</summary>
    /// <param name="transactionId">The central system's number of the transaction that a TxProfile is meant for; null for the running one.</param>
    /// <returns>Why it was refused, or null.</returns>
    public async Task<string?> InstallAsync(ChargingProfile profile, long? transactionId = null)
    {
        var fault = ProfileRules.FindFault(profile, Units) ?? FindRoomFault(profile) ?? FindTransactionFault(profile, transactionId);
        if (fault is not null)
        {
            _logger.LogWarning("Connector {ConnectorId}: charging profile {ProfileId} was refused: {Fault}", profile.ConnectorId, profile.Id, fault);
            return fault;
        }

        var key = profile.Purpose == ProfilePurpose.TxProfile ? RunningAt(profile.ConnectorId)!.Key : (long?)null;
        var installation = _profiles.InstallAsync(profile.Anchored(_clock.UtcNow) with { TransactionKey = key });
        _limits.Update();
        await installation;
        return null;
    }

    /// <summary>Takes out all profiles that match what is given; all when nothing is. Of an id nothing else counts (OCPP 1.6, 5.5).</summary>
    /// <returns>False when none matched.</returns>
    public async Task<bool> ClearAsync(int? id = null, int? connectorId = null, ProfilePurpose? purpose = null, int? stackLevel = null)
    {
        var removal = _profiles.Remove(profile => id is not null
            ? profile.Id == id
            : (connectorId is null || profile.ConnectorId == connectorId) &&
              (purpose is null || profile.Purpose == purpose) &&
              (stackLevel is null || profile.StackLevel == stackLevel));
        if (removal is null)
        {
            return false;
        }

        _limits.Update();
        await removal;
        return true;
    }

    /// <summary>What a connector, or the station as connector 0, may take from now on.</summary>
    /// <param name="unit">Null: the unit of what limits first, else the connector's own.</param>
    /// <returns>Null when there is no such connector.</returns>
    public CompositeSchedule? Compose(int connectorId, int durationSeconds, ChargingRateUnit? unit = null)
    {
        if (connectorId < 0 || connectorId > _limits.Shares.Count)
        {
            return null;
        }

        var forecast = new ScheduleForecast(
            new ProfileStack(_profiles.All),
            [.. _limits.Shares.Select(share => new ForecastConnector(
                share.Connector.Id, share.Supply, share.TransactionStart, (decimal?)share.Connector.Devices.Controller.CableLimitA,
                _operator.OrderAt(share.Connector.Id).Bound(share.Supply)))]);
        return forecast.Compose(
            connectorId, _clock.UtcNow, Math.Min(durationSeconds, (int)LongestComposite.TotalSeconds), unit, ProfileRules.MaxPeriods);
    }

    /// <summary>Once the station knows its transactions: a TxProfile without its own is over.</summary>
    internal void Begin()
    {
        var removal = _profiles.Remove(profile =>
            profile.Purpose == ProfilePurpose.TxProfile &&
            (profile.ConnectorId > _connectors.Count || RunningAt(profile.ConnectorId)?.Key != profile.TransactionKey));
        if (removal is not null)
        {
            _loop.Start(() => removal);
        }

        _limits.Update();
    }

    public void Dispose() => _limits.Dispose();

    private static IReadOnlyList<ChargingRateUnit> UnitsOf(IReadOnlyList<Connector> connectors)
    {
        var units = new List<ChargingRateUnit>();
        if (connectors.Any(connector => !connector.Devices.IsDirectCurrent || connector.Devices.Roles.ProfileCurrent is not null))
        {
            units.Add(ChargingRateUnit.A);
        }

        if (connectors.Any(connector => connector.Devices.IsDirectCurrent))
        {
            units.Add(ChargingRateUnit.W);
        }

        return units;
    }

    private Transaction? RunningAt(int connectorId) =>
        _connectors[connectorId - 1].Transaction is { IsStopping: false } running ? running : null;

    private string? FindRoomFault(ChargingProfile profile) =>
        _profiles.HasRoomFor(profile) ? null : $"there is room for {ProfileRules.MaxProfilesInstalled} profiles";

    private string? FindTransactionFault(ChargingProfile profile, long? transactionId)
    {
        if (profile.Purpose != ProfilePurpose.TxProfile)
        {
            return null;
        }

        var running = RunningAt(profile.ConnectorId);
        return running is null
            ? "a TxProfile needs a transaction, and none runs there"
            : transactionId is null || transactionId == running.CentralSystemId
                ? null
                : $"transaction {transactionId} does not run there";
    }
}
