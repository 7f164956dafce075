using ChargerFirmware.Station.Faults;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Causes of fault.</summary>
internal static class CauseInstruments
{
    private static readonly IReadOnlyList<Named> s_station = Of(CauseScope.WholeStation);
    private static readonly IReadOnlyList<Named> s_connector = Of(CauseScope.OneConnector);

    private static readonly InstrumentDefinition s_raised = new(
        "charger.causes.raised", "{cause}", Counter, "Causes of fault that came up, with the OCPP error code they are told by.", "connector", "cause", "code");

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.cause.active", "", Gauge, "1 while a cause of fault is present or latched.", "connector", "cause", "code")
        {
            Sample = (station, values) =>
            {
                SetActive(values, "0", s_station, station.Station.Causes);
                foreach (var connector in station.Connectors)
                {
                    SetActive(values, connector.Label, s_connector, connector.Connector.Causes);
                }
            },
        },

        s_raised,
    ],
    Count);

    private static void SetActive(InstrumentValues values, string connector, IReadOnlyList<Named> known, CauseSet causes)
    {
        foreach (var (name, code, same) in known)
        {
            values.Set(same.Any(causes.Contains), connector, name, code);
        }
    }

    private static void Count(Counting counting)
    {
        Follow(counting, "0", s_station, counting.Sources.Station.Causes);
        foreach (var connector in counting.Sources.Station.Connectors)
        {
            Follow(counting, ConnectorLabel.Of(connector.Id), s_connector, connector.Causes);
        }
    }

    private static void Follow(Counting counting, string connector, IReadOnlyList<Named> known, CauseSet causes)
    {
        foreach (var (name, code, _) in known)
        {
            counting.Add(s_raised, 0, connector, name, code);
        }

        foreach (var cause in causes.Active)
        {
            // Latched over a restart, or seen while the station began: it is there, and nobody has counted it.
            OnChanged(cause, true);
        }

        causes.Changed += OnChanged;
        counting.AtEnd(() => causes.Changed -= OnChanged);

        void OnChanged(Cause cause, bool raised) => counting.Run(() =>
        {
            if (raised)
            {
                counting.Add(s_raised, 1, connector, cause.Name, CodeOf(cause));
            }
        });
    }

    private static IReadOnlyList<Named> Of(CauseScope scope) =>
    [
        .. Causes.All.Where(cause => cause.Scope == scope).GroupBy(cause => (cause.Name, Code: CodeOf(cause)))
            .Select(group => new Named(group.Key.Name, group.Key.Code, [.. group])),
    ];

    /// <summary>What distinguishes causes of <see cref="ErrorCode.OtherError"/> is the vendor's code, which the name says already.</summary>
    private static string CodeOf(Cause cause) => cause.ErrorCode.ToString();

    /// <summary>Causes that share their name and their error code: to an operator they are one.</summary>
    private sealed record Named(string Name, string Code, IReadOnlyList<Cause> Causes);
}
