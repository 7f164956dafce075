using ChargerFirmware.Station.Faults;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Faults.</summary>
internal static class FaultInstruments
{
    private static readonly IReadOnlyList<Named> s_station = Of(FaultScope.WholeStation);
    private static readonly IReadOnlyList<Named> s_connector = Of(FaultScope.OneConnector);

    private static readonly InstrumentDefinition s_raised = new(
        "charger.faults.raised", "{fault}", Counter, "Faults that came up, with the OCPP error code they are reported by.", "connector", "fault", "code");

    private static readonly InstrumentDefinition s_formerRaised = new(
        "charger.causes.raised", "{cause}", Counter, "The former name of charger.faults.raised, for one release.", "connector", "cause", "code");

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.fault.active", "", Gauge, "1 while a fault is present or latched.", "connector", "fault", "code") { Sample = SampleActive },
        s_raised,
        new("charger.cause.active", "", Gauge, "The former name of charger.fault.active, for one release.", "connector", "cause", "code")
            { Sample = SampleActive },
        s_formerRaised,
    ],
    Count);

    private static void SampleActive(SampledStation station, InstrumentValues values)
    {
        SetActive(values, "0", s_station, station.Station.Faults);
        foreach (var connector in station.Connectors)
        {
            SetActive(values, connector.Label, s_connector, connector.Connector.Faults);
        }
    }

    private static void SetActive(InstrumentValues values, string connector, IReadOnlyList<Named> known, FaultSet faults)
    {
        foreach (var (name, code, same) in known)
        {
            values.Set(same.Any(faults.Contains), connector, name, code);
        }
    }

    private static void Count(Counting counting)
    {
        Follow(counting, "0", s_station, counting.Sources.Station.Faults);
        foreach (var connector in counting.Sources.Station.Connectors)
        {
            Follow(counting, ConnectorLabel.Of(connector.Id), s_connector, connector.Faults);
        }
    }

    private static void Follow(Counting counting, string connector, IReadOnlyList<Named> known, FaultSet faults)
    {
        foreach (var (name, code, _) in known)
        {
            counting.Add(s_raised, 0, connector, name, code);
            counting.Add(s_formerRaised, 0, connector, name, code);
        }

        foreach (var fault in faults.Active)
        {
            // Latched over a restart, or seen while the station began: it is there, and has not been counted.
            OnChanged(faults, fault, true);
        }

        faults.Changed += OnChanged;
        counting.AtEnd(() => faults.Changed -= OnChanged);

        void OnChanged(FaultSet changed, Fault fault, bool raised) => counting.Run(() =>
        {
            if (raised)
            {
                counting.Add(s_raised, 1, connector, fault.Name, CodeOf(fault));
                counting.Add(s_formerRaised, 1, connector, fault.Name, CodeOf(fault));
            }
        });
    }

    private static IReadOnlyList<Named> Of(FaultScope scope) =>
    [
        .. KnownFaults.All.Where(fault => fault.Scope == scope).GroupBy(fault => (fault.Name, Code: CodeOf(fault)))
            .Select(group => new Named(group.Key.Name, group.Key.Code, [.. group])),
    ];

    /// <summary>What distinguishes causes of <see cref="ErrorCode.OtherError"/> is the vendor's code, which the name says already.</summary>
    private static string CodeOf(Fault fault) => fault.ErrorCode.ToString();

    /// <summary>Faults that share their name and their error code: to an operator they are one.</summary>
    private sealed record Named(string Name, string Code, IReadOnlyList<Fault> Faults);
}
