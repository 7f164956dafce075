using ChargerFirmware.Station.Authorization;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Tags that are decided on.</summary>
internal static class AuthorizationInstruments
{
    private static readonly InstrumentDefinition s_decided = new(
        "charger.authorizations", "{tag}", Counter,
        "Tags that were decided on, by the outcome and by who decided: central_system, or local by list, cache and rules.", "outcome", "source");

    public static InstrumentGroup Group { get; } = new([s_decided], Count);

    private static void Count(Counting counting)
    {
        foreach (var status in Enum.GetNames<AuthorizationStatus>())
        {
            counting.Add(s_decided, 0, status, "central_system");
            counting.Add(s_decided, 0, status, "local");
        }

        var authorizer = counting.Sources.Station.Authorizer;
        authorizer.Decided += OnDecided;
        counting.AtEnd(() => authorizer.Decided -= OnDecided);

        void OnDecided(TagInfo info, bool online) => counting.Run(
            () => counting.Add(s_decided, 1, info.Status.ToString(), online ? "central_system" : "local"));
    }
}
