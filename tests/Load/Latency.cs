using System.Globalization;
using HdrHistogram;

namespace ChargerFirmware.Tests.Load;

/// <summary>How long answers took.</summary>
internal sealed record Latency(string Action, long Count, double P50Milliseconds, double P99Milliseconds, double MaxMilliseconds)
{
    public static string Heading => $"{"message",-24}{"answers",9}{"p50 ms",10}{"p99 ms",10}{"max ms",10}";

    public static Latency Of(string action, HistogramBase histogram) => histogram.TotalCount == 0
        ? new Latency(action, 0, 0, 0, 0)
        : new Latency(
            action, histogram.TotalCount, histogram.GetValueAtPercentile(50) / 1000.0, histogram.GetValueAtPercentile(99) / 1000.0,
            histogram.GetMaxValue() / 1000.0);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Action,-24}{Count,9}{P50Milliseconds,10:F1}{P99Milliseconds,10:F1}{MaxMilliseconds,10:F1}");
}
