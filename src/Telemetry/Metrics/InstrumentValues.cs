using System.Diagnostics.Metrics;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>The values of one instrument at one instant.</summary>
internal sealed class InstrumentValues(InstrumentDefinition instrument, string station)
{
    private readonly List<Measurement<double>> _all = [];
    private readonly KeyValuePair<string, object?> _station = new(InstrumentDefinition.StationLabel, station);

    public IReadOnlyList<Measurement<double>> All => _all;

    /// <param name="value">Null is not known, and no value.</param>
    /// <param name="labels">The values of the instrument's labels, in the table's order.</param>
    public void Set(double? value, params ReadOnlySpan<string> labels)
    {
        if (value is not { } known)
        {
            return;
        }

        var tags = new KeyValuePair<string, object?>[labels.Length + 1];
        tags[0] = _station;
        for (var index = 0; index < labels.Length; index++)
        {
            tags[index + 1] = new(instrument.Labels[index], labels[index]);
        }

        _all.Add(new Measurement<double>(known, tags));
    }

    public void Set(bool value, params ReadOnlySpan<string> labels) => Set(value ? 1 : 0, labels);

    /// <summary>A state set: 1 for the state that holds, 0 for all others.</summary>
    /// <param name="before">The values of the labels ahead of the state.</param>
    public void SetState(IReadOnlyList<string> states, string current, params ReadOnlySpan<string> before)
    {
        foreach (var state in states)
        {
            Set(state == current, [.. before, state]);
        }
    }
}
