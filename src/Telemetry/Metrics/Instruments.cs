using ChargerFirmware.Telemetry.Metrics.Adapters;
using ChargerFirmware.Telemetry.Metrics.Subjects;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// All instruments of a station: the exporters, the table in the README, the dashboard, the alerts and the tests are held to this list.
/// </summary>
/// <remarks>
/// Energy is in joules, which is Prometheus's base unit and makes its rate a power in watts; 3.6 MJ are a kWh. What counts per connector
/// carries its number as a label, 0 for the station; no label ever carries a tag or a transaction.
/// </remarks>
public static class Instruments
{
    internal static IReadOnlyList<InstrumentGroup> Groups { get; } =
    [
        StationInstruments.Group, ConnectorInstruments.Group, EnergyInstruments.Group, TransactionInstruments.Group, AuthorizationInstruments.Group,
        FaultInstruments.Group, DeviceInstruments.Group, BusInstruments.Group, LinkInstruments.Group, JournalInstruments.Group,
        StoreInstruments.Group, MaintenanceInstruments.Group, LoopInstruments.Group, ProcessInstruments.Group,
    ];

    /// <summary>In the order in which they are written.</summary>
    public static IReadOnlyList<InstrumentDefinition> All { get; } = [.. Groups.SelectMany(group => group.All)];
}
