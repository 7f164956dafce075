using System.Diagnostics.Metrics;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// What was true of a station at one instant, for whoever asks from another thread. Filled on the loop, then published and never changed.
/// </summary>
/// <param name="takenAt">A <see cref="TimeProvider.GetTimestamp"/> of the loop's time.</param>
internal sealed class StationSnapshot(string station, long takenAt)
{
    private readonly Dictionary<InstrumentDefinition, List<Measurement<double>>> _values = [];
    private readonly KeyValuePair<string, object?> _station = new(InstrumentDefinition.StationLabel, station);

    public long TakenAt { get; } = takenAt;

    /// <param name="labels">The values of the instrument's labels, in the table's order.</param>
    public void Set(InstrumentDefinition instrument, double value, params ReadOnlySpan<string> labels)
    {
        var tags = new KeyValuePair<string, object?>[labels.Length + 1];
        tags[0] = _station;
        for (var index = 0; index < labels.Length; index++)
        {
            tags[index + 1] = new(instrument.Labels[index], labels[index]);
        }

        if (!_values.TryGetValue(instrument, out var values))
        {
            _values.Add(instrument, values = []);
        }

        values.Add(new Measurement<double>(value, tags));
    }

    public void Set(InstrumentDefinition instrument, bool value, params ReadOnlySpan<string> labels) => Set(instrument, value ? 1 : 0, labels);

    /// <summary>A state set: 1 for the state that holds, 0 for all others.</summary>
    /// <param name="before">The values of the labels ahead of the state.</param>
    public void SetState(InstrumentDefinition instrument, IReadOnlyList<string> states, string current, params ReadOnlySpan<string> before)
    {
        foreach (var state in states)
        {
            Set(instrument, state == current, [.. before, state]);
        }
    }

    public IEnumerable<Measurement<double>> Of(InstrumentDefinition instrument) => _values.TryGetValue(instrument, out var values) ? values : [];
}
