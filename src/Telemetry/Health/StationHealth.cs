using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Telemetry.Health;

/// <summary>Looks at a station and says what keeps it from serving a driver, and why. On the loop.</summary>
public static class StationHealth
{
    private static readonly FirmwareUpdateState[] s_installing =
        [FirmwareUpdateState.Downloaded, FirmwareUpdateState.Installing, FirmwareUpdateState.Restarting, FirmwareUpdateState.RollingBack];

    /// <param name="sources">Null: there is no station now.</param>
    public static IReadOnlyList<HealthCheck> Look(TelemetrySources? sources) => sources is null
        ? [new("station", CheckStatus.Fail, "the station is switched off")]
        :
        [
            Logic(sources), Store(sources), CentralSystem(sources), Journal(sources), Clock(sources), Station(sources), Firmware(sources),
            .. sources.Station.Connectors.Select(Connector),
        ];

    private static HealthCheck Logic(TelemetrySources sources) =>
        sources.Station.Connectors.Any(connector => connector.Faults.Contains(KnownFaults.LogicFailing))
        ? new("logic", CheckStatus.Fail, "a fault in the station's own logic: every connector has stopped until a restart", NeedsRestart: true)
        : new("logic", CheckStatus.Ok);

    /// <summary>No restart repairs a disk, and one could lose what is held: only a store that was not read asks for one.</summary>
    private static HealthCheck Store(TelemetrySources sources) => sources.Store.NeedsRestart
        ? new("store", CheckStatus.Fail, "it could not be read at the start and now it can; a restart reads it", NeedsRestart: true)
        : sources.Store.IsFailing
        ? new("store", CheckStatus.Fail, $"it cannot be written; {sources.Store.HeldCount} changes are in memory only, and no transaction begins")
        : new("store", CheckStatus.Ok);

    private static HealthCheck CentralSystem(TelemetrySources sources)
    {
        var isOffline = $"the link is {sources.Backend.LinkState}";
        return sources.Backend.IsOperational ? new("central-system", CheckStatus.Ok)
            : sources.Station.Authorizer.CanDecideOffline
                ? new("central-system", CheckStatus.Warn, $"{isOffline}; tags that are known are served")
                : new("central-system", CheckStatus.Fail, $"{isOffline}, and no tag can be accepted without it");
    }

    private static HealthCheck Journal(TelemetrySources sources) => sources.Backend.DeadLetters is > 0 and var count
        ? new("journal", CheckStatus.Warn, $"{count} transaction messages were refused for good and wait for a person")
        : new("journal", CheckStatus.Ok);

    private static HealthCheck Clock(TelemetrySources sources) => sources.Station.Clock.IsSynchronised
        ? new("clock", CheckStatus.Ok)
        : new("clock", CheckStatus.Warn, "the time has not been received since the start");

    private static HealthCheck Station(TelemetrySources sources)
    {
        // The store speaks for itself.
        var faults = sources.Station.Faults.Active.Where(fault => fault != KnownFaults.StoreFailing).ToList();
        return sources.Station.Operative ? Of("station", faults, []) : new("station", CheckStatus.Warn, "made inoperative by the central system");
    }

    private static HealthCheck Firmware(TelemetrySources sources) => s_installing.Contains(sources.Station.Firmware.State)
        ? new("firmware", CheckStatus.Fail, $"an update goes on: {sources.Station.Firmware.State}")
        : new("firmware", CheckStatus.Ok);

    private static HealthCheck Connector(Connector connector)
    {
        // What a reader, shared or not, does to drivers is a warning of the station: a central system can start all the same.
        var missing = DeviceWatch.Of(connector.Devices).Where(device => !device.IsUp && device.Device != "reader").Select(device => device.Device);
        var check = Of($"connector {connector.Id}", connector.Faults.Active, [.. missing]);
        return check.Status == CheckStatus.Ok && !connector.Operative ? check with { Status = CheckStatus.Warn, Reason = "made inoperative" } : check;
    }

    private static HealthCheck Of(string name, IReadOnlyList<Fault> faults, IReadOnlyList<string> missing)
    {
        var status = missing.Count > 0 || faults.Any(fault => fault.PreventsStart) ? CheckStatus.Fail
            : faults.Count > 0 ? CheckStatus.Warn
            : CheckStatus.Ok;
        var reasons = faults.Select(fault => fault.Name).Concat(missing.Select(device => $"the {device.Replace('_', ' ')} does not answer"));
        return new(name, status, status == CheckStatus.Ok ? null : string.Join("; ", reasons.Distinct()));
    }
}
