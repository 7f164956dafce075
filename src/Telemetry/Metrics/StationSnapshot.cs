using System.Diagnostics.Metrics;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// What was true of a station at one instant, for other threads. Filled on the loop, then published and never changed.
/// </summary>
/// <param name="takenAt">A <see cref="TimeProvider.GetTimestamp"/> of the loop's time.</param>
internal sealed class StationSnapshot(long takenAt, IReadOnlyDictionary<InstrumentDefinition, InstrumentValues> values)
{
    public long TakenAt { get; } = takenAt;

    public IEnumerable<Measurement<double>> Of(InstrumentDefinition instrument) => values.TryGetValue(instrument, out var found) ? found.All : [];
}
