using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChargerFirmware.Telemetry.Metrics.Adapters;

/// <summary>Writes families in Prometheus's text format, version 0.0.4, as the bytes that are sent.</summary>
/// <param name="expectedBytes">How long it will be: a guess that is too small costs a copy.</param>
internal sealed class PrometheusText(int expectedBytes)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The longest double has 24 characters.</summary>
    private const int LongestNumber = 32;

    private readonly ArrayBufferWriter<byte> _text = new(expectedBytes);

    public ReadOnlyMemory<byte> Utf8 => _text.WrittenMemory;

    /// <summary>A family without a series is left out: nothing is known of it.</summary>
    public void Write(Family family)
    {
        var isFirst = true;
        foreach (var series in family.All)
        {
            if (isFirst)
            {
                WriteHead(family);
                isFirst = false;
            }

            if (family.IsHistogram)
            {
                WriteHistogram(family, series);
            }
            else
            {
                Line(family.Name, "", series.Labels, series.Value);
            }
        }
    }

    private void WriteHead(Family family)
    {
        var type = family switch { { IsHistogram: true } => "histogram", { IsCounter: true } => "counter", _ => "gauge" };
        Append("# HELP ");
        Append(family.Name);
        Append(" ");
        Append(family.Help.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal));
        Append("\n# TYPE ");
        Append(family.Name);
        Append(" ");
        Append(type);
        Append("\n");
    }

    /// <summary>The total is the sum of what was read, so that a value which comes meanwhile cannot make the last range differ from it.</summary>
    private void WriteHistogram(Family family, Series series)
    {
        var counts = series.ReadCounts();
        var total = 0L;
        for (var index = 0; index < counts.Length; index++)
        {
            total += counts[index];
            Line(family.Name, "_bucket", series.Labels, total, index < family.Buckets.Count ? family.Buckets[index] : double.PositiveInfinity);
        }

        Line(family.Name, "_sum", series.Labels, series.Value);
        Line(family.Name, "_count", series.Labels, total);
    }

    /// <param name="bound">The upper end of a histogram's range.</param>
    private void Line(string name, string suffix, string labels, double value, double? bound = null)
    {
        Append(name);
        Append(suffix);
        Append("{");
        Append(labels);
        if (bound is { } upperEnd)
        {
            Append(",le=\"");
            Append(upperEnd);
            Append("\"");
        }

        Append("} ");
        Append(value);
        Append("\n");
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, _text);

    private void Append(double value)
    {
        if (!double.IsFinite(value))
        {
            Append(value switch { double.PositiveInfinity => "+Inf", double.NegativeInfinity => "-Inf", _ => "NaN" });
            return;
        }

        value.TryFormat(_text.GetSpan(LongestNumber), out var written, "R", CultureInfo.InvariantCulture);
        _text.Advance(written);
    }
}
