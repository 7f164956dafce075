using System.Text;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// The Prometheus name of an instrument, by OpenTelemetry's rule (Compatibility, "OTLP Metric points to Prometheus"): so a metric is
/// called the same whether it was scraped or came over OTLP.
/// </summary>
public static class PrometheusNaming
{
    /// <param name="unit">A unit of the table. What stands in braces counts things and is no unit.</param>
    /// <param name="isCounter">It only grows.</param>
    public static string Of(string name, string unit, bool isCounter)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }

        if (Word(unit, isCounter) is { Length: > 0 } word && !text.ToString().EndsWith('_' + word, StringComparison.Ordinal))
        {
            text.Append('_').Append(word);
        }

        return isCounter ? text.Append("_total").ToString() : text.ToString();
    }

    private static string Word(string unit, bool isCounter) => unit switch
    {
        "" => "",
        "s" => "seconds",
        "J" => "joules",
        "W" => "watts",
        "A" => "amperes",
        "V" => "volts",
        "Cel" => "celsius",
        "By" => "bytes",
        "1" => isCounter ? "" : "ratio",
        _ => unit.StartsWith('{') ? "" : throw new ArgumentException($"'{unit}' is no unit of the table", nameof(unit)),
    };
}
