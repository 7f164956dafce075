using System.Globalization;
using System.Text;

namespace ChargerFirmware.Telemetry.Metrics.Doors;

/// <summary>Writes families in Prometheus's text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new(32 * 1024);

    /// <summary>A family without a series is left out: nothing is known of it.</summary>
    public void Write(Family family)
    {
        var all = family.All.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var type = family switch { { IsHistogram: true } => "histogram", { IsCounter: true } => "counter", _ => "gauge" };
        var help = family.Help.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Name} {help}\n# TYPE {family.Name} {type}\n");
        foreach (var series in all)
        {
            if (family.IsHistogram)
            {
                WriteHistogram(family, series);
            }
            else
            {
                Line(family.Name, series.Labels, series.Value);
            }
        }
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>The total is the sum of what was read, so that a value which comes meanwhile cannot make the last range differ from it.</summary>
    private void WriteHistogram(Family family, Series series)
    {
        var counts = series.ReadCounts();
        var total = 0L;
        for (var index = 0; index < counts.Length; index++)
        {
            total += counts[index];
            var bound = index < family.Buckets.Count ? Number(family.Buckets[index]) : "+Inf";
            Line(family.Name + "_bucket", $"{series.Labels},le=\"{bound}\"", total);
        }

        Line(family.Name + "_sum", series.Labels, series.Value);
        Line(family.Name + "_count", series.Labels, total);
    }

    private void Line(string name, string labels, double value) =>
        _text.Append(name).Append('{').Append(labels).Append("} ").Append(Number(value)).Append('\n');

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
