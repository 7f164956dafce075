using System.Text.RegularExpressions;
using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Tests.Unit.Telemetry.Metrics;

public sealed partial class InstrumentTests
{
    /// <summary>What no label may carry: who charges, which session, and what somebody else made up.</summary>
    private static readonly string[] s_unbounded = ["id_tag", "tag", "transaction", "message_id", "url", "reason_text"];

    [Fact]
    public void The_list_holds_every_row_once()
    {
        var rows = typeof(Instruments).GetProperties().Where(property => property.PropertyType == typeof(InstrumentDefinition))
            .Select(property => (InstrumentDefinition)property.GetValue(null)!).ToList();

        Assert.Equal(rows, Instruments.All);
        Assert.Equal(rows.Count, rows.Select(row => row.PrometheusName).Distinct().Count());
    }

    [Fact]
    public void Names_units_and_words_are_in_order() => Assert.All(Instruments.All, row =>
    {
        Assert.Matches(Dotted(), row.Name);
        Assert.Matches("^[A-Z0-9].*\\.$", row.Help);
        Assert.Equal(row.Kind is InstrumentKind.Counter or InstrumentKind.ObservedCounter, row.PrometheusName.EndsWith("_total", StringComparison.Ordinal));
        Assert.Equal(row.Kind == InstrumentKind.Histogram, row.Buckets.Count > 0);
        Assert.Equal(row.Buckets.Order(), row.Buckets);
        Assert.All(row.Labels, label => Assert.Matches("^[a-z]+(_[a-z]+)*$", label));
        Assert.DoesNotContain(row.Labels, label => s_unbounded.Contains(label) || label is InstrumentDefinition.StationLabel or "le");
    });

    [Fact]
    public void The_readme_has_the_table()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "src/Telemetry/Metrics/README.md"));

        var missing = Instruments.All.Select(Row).Where(row => !readme.Contains(row, StringComparison.Ordinal)).ToList();
        var listed = TableRow().Matches(readme).Select(match => match.Groups["name"].Value);

        Assert.True(missing.Count == 0, "src/Telemetry/Metrics/README.md lacks\n" + string.Join('\n', missing));
        Assert.Equal(Instruments.All.Select(row => row.PrometheusName), listed);
    }

    private static string Row(InstrumentDefinition row)
    {
        var type = row.Kind switch { InstrumentKind.Gauge => "gauge", InstrumentKind.Histogram => "histogram", _ => "counter" };
        return $"| `{row.PrometheusName}` | {type} | {string.Join(", ", row.Labels)} | {row.Help} |";
    }

    [GeneratedRegex(@"^[a-z]+(\.[a-z]+(_[a-z]+)*)+$")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
