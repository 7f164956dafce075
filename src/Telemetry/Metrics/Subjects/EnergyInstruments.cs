using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Events;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;
using static ChargerFirmware.Telemetry.Metrics.Sampling;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Energy, in joules.</summary>
internal static class EnergyInstruments
{
    public const double JoulesPerWattHour = 3600;

    public static InstrumentDefinition Delivered { get; } = new(
        "charger.energy.delivered", "J", Counter, "Energy that transactions report, as it flows.", "connector");

    public static InstrumentDefinition Unbilled { get; } = new(
        "charger.energy.unbilled", "J", Counter,
        "Energy that no transaction reports: kind gap while a meter did not answer, kind alarm through an outlet that should not have been live.",
        "connector", "kind");

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.meter.import", "J", ObservedCounter, "The import register of the meter that is billed by.", "connector")
            { Sample = OfConnectors(connector => connector.Measured.Reading?.EnergyImportWh * JoulesPerWattHour) },
        Delivered, Unbilled,
    ],
    Count);

    private static void Count(Counting counting)
    {
        var energies = new Dictionary<int, ConnectorEnergy>();
        foreach (var connector in counting.Sources.Station.Connectors)
        {
            energies.Add(connector.Id, Follow(connector, counting));
        }

        var events = counting.Sources.Station.Events;
        events.Happened += OnHappened;
        counting.AtEnd(() => events.Happened -= OnHappened);

        void OnHappened(StationEvent happened) => counting.Run(() =>
        {
            switch (happened)
            {
                case TransactionStarted started when events.TransactionOf(started) is { } transaction:
                    energies.GetValueOrDefault(transaction.ConnectorId)?.Begin(transaction);
                    break;
                case TransactionEnded ended when events.TransactionOf(ended) is { } transaction:
                    energies.GetValueOrDefault(ended.ConnectorId)?.End(transaction);
                    break;
            }
        });
    }

    private static ConnectorEnergy Follow(Connector connector, Counting counting)
    {
        var energy = new ConnectorEnergy(counting, connector);
        Action<MeterReading> note = _ => counting.Run(energy.Note);
        connector.Devices.Meter.Read += note;
        counting.AtEnd(() => connector.Devices.Meter.Read -= note);
        return energy;
    }
}
