using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// One row of the table of instruments, and where its values come from. Compared by reference: each exists once. What has neither
/// <see cref="Sample"/> nor <see cref="Observe"/> is counted as things happen, by the <see cref="InstrumentGroup"/> it is in.
/// </summary>
public sealed class InstrumentDefinition
{
    /// <param name="name">As OpenTelemetry names it: words with dots, without unit.</param>
    /// <param name="unit">By UCUM: s, J, W, A, V, Cel, By, 1 for a ratio; empty for what is counted or has none.</param>
    /// <param name="help">For people, in one line.</param>
    /// <param name="labels">Beside <see cref="StationLabel"/>, which all carry. Their values are words of a list, never what a peer made up.</param>
    public InstrumentDefinition(string name, string unit, InstrumentKind kind, string help, params string[] labels)
    {
        Name = name;
        Unit = unit;
        Kind = kind;
        Help = help;
        Labels = labels;
        PrometheusName = PrometheusNaming.Of(name, unit, kind is InstrumentKind.Counter or InstrumentKind.ObservedCounter);
    }

    /// <summary>The label that distinguishes stations.</summary>
    public const string StationLabel = "station";

    public string Name { get; }

    public string Unit { get; }

    public InstrumentKind Kind { get; }

    public string Help { get; }

    public IReadOnlyList<string> Labels { get; }

    /// <summary>Upper bounds of a histogram's ranges, ascending.</summary>
    public IReadOnlyList<double> Buckets { get; init; } = [];

    /// <summary>What it is called where Prometheus looks.</summary>
    public string PrometheusName { get; }

    /// <summary>Takes its values from a station. On the loop.</summary>
    internal Action<SampledStation, InstrumentValues>? Sample { get; init; }

    /// <summary>Takes its values from the process and its loop. On any thread, also while the loop hangs.</summary>
    internal Action<Loop, InstrumentValues>? Observe { get; init; }
}
