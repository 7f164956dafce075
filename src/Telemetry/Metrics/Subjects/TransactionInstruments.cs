using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Transactions;
using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;
using static ChargerFirmware.Telemetry.Metrics.Sampling;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Transactions that run, begin and end.</summary>
internal static class TransactionInstruments
{
    private static readonly double[] s_sessions = [60, 300, 900, 1800, 3600, 7200, 14400, 28800, 57600, 86400];
    private static readonly double[] s_charges = [3.6e5, 3.6e6, 7.2e6, 1.8e7, 3.6e7, 7.2e7, 1.08e8, 1.8e8, 2.7e8, 3.6e8];

    private static readonly InstrumentDefinition s_started = new(
        "charger.transactions.started", "{transaction}", Counter, "Transactions that have begun.", "connector");

    private static readonly InstrumentDefinition s_ended = new(
        "charger.transactions.ended", "{transaction}", Counter, "Transactions that have ended, by the OCPP reason.", "connector", "reason");

    private static readonly InstrumentDefinition s_duration = new(
        "charger.transaction.duration", "s", Histogram, "How long transactions took, from start to stop.") { Buckets = s_sessions };

    private static readonly InstrumentDefinition s_energy = new(
        "charger.transaction.energy", "J", Histogram, "What transactions delivered; the ranges are 0.1 to 100 kWh.") { Buckets = s_charges };

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.transaction.running", "", Gauge, "1 while a transaction runs.", "connector")
            { Sample = OfConnectors(connector => connector.Connector.Transaction is not null) },
        s_started, s_ended, s_duration, s_energy,
    ],
    Count);

    private static void Count(Counting counting)
    {
        foreach (var connector in counting.Sources.Station.Connectors)
        {
            counting.Add(s_started, 0, ConnectorLabel.Of(connector.Id));
            foreach (var reason in Enum.GetNames<StopReason>())
            {
                counting.Add(s_ended, 0, ConnectorLabel.Of(connector.Id), reason);
            }
        }

        var events = counting.Sources.Station.Events;
        events.Happened += OnHappened;
        counting.AtEnd(() => events.Happened -= OnHappened);

        void OnHappened(StationEvent happened) => counting.Run(() =>
        {
            switch (happened)
            {
                case TransactionStarted started when events.TransactionOf(started) is { } transaction:
                    counting.Add(s_started, 1, ConnectorLabel.Of(transaction.ConnectorId));
                    break;
                case TransactionEnded ended when events.TransactionOf(ended) is not null:
                    counting.Add(s_ended, 1, ConnectorLabel.Of(ended.ConnectorId), ended.StopReason.ToString());
                    counting.Record(s_duration, Math.Max(0, (ended.At - ended.StartedAt).TotalSeconds));
                    counting.Record(s_energy, EnergyInstruments.JoulesPerWattHour * (ended.MeterStopWh - ended.MeterStartWh));
                    break;
            }
        });
    }
}
