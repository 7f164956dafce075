namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// The table of faults as the physical world shows them. Written by hand: nothing in it comes from the station's own lists, so that
/// a fault which the station overlooks is seen to be overlooked.
/// </summary>
internal static class FaultRules
{
    /// <summary>A contactor's own fall, and a turn of the loop.</summary>
    private const double Falls = 0.1;

    /// <summary>The stop sequence's own limits: AC 6 s, DC 1 s.</summary>
    private const double StopsAlternating = 6 + Falls;
    private const double StopsDirect = 1 + Falls;

    /// <summary>Nobody can see through it what is plugged in.</summary>
    public const string PilotShorted = "pilot-shorted";

    /// <summary>The station has to read the new register often enough to believe it.</summary>
    private static readonly TimeSpan s_meterChangeShows = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<FaultRule> All { get; } =
    [
        StopNow("emergency-stop", 0.05, (bench, _) => !bench.Site.EmergencyStop.ContactClosed),
        StopNow("door-open", 0.05, (bench, _) => !bench.Site.Door.ContactClosed),
        StopNow("supply-over-voltage", 3.6, (bench, _) => bench.Site.Supply.VoltageV(0) > 265 && SeesMains(bench)),
        StopNow("insulation-low", 0.05, (bench, number) => bench.Physical(number) is { Dc: not null, Outlet.InsulationKiloOhm: < 100 }),
        StopNow("residual-current", 0.05, (bench, number) => bench.Physical(number).ResidualCurrent.IsTripped),
        StopNow("earth-lost", 0.05, (bench, number) => !bench.Physical(number).Outlet.EarthConnected),
        StopNow("output-over-voltage", 0.4, (bench, number) => bench.Physical(number) is { Dc.OvervoltageV: > 0, Contactor.MainsClosed: true }),
        Stop("supply-under-voltage", 3.6, 3.6, (bench, _) => bench.Site.Supply is { IsPresent: true } supply && supply.VoltageV(0) < 190 && SeesMains(bench)),
        Stop("over-current", 7.5, 7.5, IsOverCurrent),
        Stop("over-temperature", 2.5, 2.5, (bench, number) => bench.Physical(number).Outlet.Temperature.ForcedC > 85),
        Stop("meter-silent", 11.5, 11.5, (bench, number) => bench.Physical(number).Meter.Silent),
        new("meter-changed", (bench, number) => bench.MeterChanges.All.Any(change =>
            change.Connector == number && bench.Loop.Time.GetUtcNow() - change.At < s_meterChangeShows)),
        Stop("bus-lost", 4, 4, IsBusLost),
        Stop("ev-communication-lost", 1, 1, IsPilotLost) with { NoStartAfterSeconds = null, Faults = false },
        new(PilotShorted, (bench, number) => bench.Physical(number) is { Outlet.PilotShorted: true } or { Dc.CommunicationLost: true }) { Faults = false },
        new("store-failing", (bench, _) => bench.Site.Computer.DiskFails) { NoStartAfterSeconds = 0, Faults = false },
        new("contactor-stuck-open", (bench, number) => bench.Physical(number).Contactor.StuckOpen),
        new("over-current-at-last", (bench, number) => bench.Physical(number).OvercurrentFactor > 1),
        new("output-source-broken", (bench, number) => bench.Physical(number).Dc?.OvervoltageV > 0),
        new("contactor-welded", (bench, number) => bench.Physical(number).Contactor.Welded),
        new("lock-stuck-open", (bench, number) => bench.Physical(number).Lock is { JammedOpen: true }),
        new("supply-lost", (bench, _) => !bench.Site.Supply.IsPresent),
    ];

    /// <summary>A failed turn is no state of the world: who watches keeps it in mind until the restart.</summary>
    public static FaultRule LogicFailing(Func<bool> hasFailed) => Stop("logic-failing", 0.05, 0.05, (_, _) => hasFailed());

    private static FaultRule StopNow(string name, double seenSeconds, Func<Workbench, int, bool> isPresent) =>
        Within(name, seenSeconds + Falls, seenSeconds + Falls, isPresent);

    private static FaultRule Stop(string name, double seenAlternating, double seenDirect, Func<Workbench, int, bool> isPresent) =>
        Within(name, seenAlternating + StopsAlternating, seenDirect + StopsDirect, isPresent);

    private static FaultRule Within(string name, double alternatingSeconds, double directSeconds, Func<Workbench, int, bool> isPresent) =>
        new(name, isPresent) { OpensWithin = (alternatingSeconds, directSeconds), NoStartAfterSeconds = Math.Max(alternatingSeconds, directSeconds) };

    /// <summary>The mains are seen by the meters of AC outlets only.</summary>
    private static bool SeesMains(Workbench bench) => bench.Site.Connectors.Any(physical => physical.Dc is null && bench.Board.MeterAnswers(physical.Number));

    private static bool IsOverCurrent(Workbench bench, int number) =>
        bench.Physical(number) is { Contactor.MainsClosed: true } physical &&
        physical.Flow.CurrentA > 1.1 * bench.Board.Board.Connectors[number - 1].MaxCurrentA;

    private static bool IsPilotLost(Workbench bench, int number) =>
        bench.Physical(number) is { Outlet.Vehicle: not null } physical && (physical.Outlet.PilotShorted || physical.Dc is { CommunicationLost: true });

    private static bool IsBusLost(Workbench bench, int number)
    {
        var roles = bench.Board.Board.Connectors[number - 1];
        return IsSilent(bench, roles.Contactor) || IsSilent(bench, roles.Lock) || IsSilent(bench, roles.Meter) || IsSilent(bench, roles.Controller);
    }

    private static bool IsSilent(Workbench bench, string? device) =>
        device is not null && bench.Board.LineOf(device) is { IsSilent: true };
}
