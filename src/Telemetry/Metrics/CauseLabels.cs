using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>Causes as labels tell them apart. Two that share their name and their error code are one to an operator.</summary>
internal static class CauseLabels
{
    private static readonly IReadOnlyList<(string Name, string Code, IReadOnlyList<Cause> Causes)> s_station = Group(CauseScope.Station);
    private static readonly IReadOnlyList<(string Name, string Code, IReadOnlyList<Cause> Causes)> s_connector = Group(CauseScope.Connector);

    public static IReadOnlyList<(string Name, string Code, IReadOnlyList<Cause> Causes)> Of(CauseScope scope) =>
        scope == CauseScope.Station ? s_station : s_connector;

    /// <summary>What distinguishes causes of <see cref="ErrorCode.OtherError"/> is the vendor's code, which the name says already.</summary>
    public static string CodeOf(Cause cause) => cause.ErrorCode.ToString();

    private static IReadOnlyList<(string Name, string Code, IReadOnlyList<Cause> Causes)> Group(CauseScope scope) =>
    [
        .. Causes.All.Where(cause => cause.Scope == scope).GroupBy(cause => (cause.Name, Code: CodeOf(cause)))
            .Select(group => (group.Key.Name, group.Key.Code, (IReadOnlyList<Cause>)[.. group])),
    ];
}
