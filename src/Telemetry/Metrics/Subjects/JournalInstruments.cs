using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;
using static ChargerFirmware.Telemetry.Metrics.Sampling;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>Transaction messages that wait for the central system.</summary>
internal static class JournalInstruments
{
    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.journal.depth", "", Gauge, "Transaction messages that the central system has not answered yet.")
            { Sample = OfStation(station => station.Sources.Backend.QueueDepth) },
        new("charger.journal.oldest_age", "s", Gauge, "How old the oldest of them is; 0 when none waits.")
        {
            Sample = OfStation(station => station.Sources.Traffic is { } traffic
                ? Math.Max(0, (station.Station.Clock.UtcNow - traffic.OldestMessageAt)?.TotalSeconds ?? 0)
                : null),
        },

        new("charger.journal.dead_letters", "", Gauge, "Transaction messages that were refused for good and wait for a person.")
            { Sample = OfStation(station => station.Sources.Backend.DeadLetters) },
    ]);
}
