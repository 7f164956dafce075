using System.Reflection;
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
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var rows = typeof(Instruments).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(type => type.GetFields(Statics))
            .Where(field => field.FieldType == typeof(InstrumentDefinition)).Select(field => (InstrumentDefinition)field.GetValue(null)!).ToList();

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Except(Instruments.All));
        Assert.Equal(Instruments.All.Count, Instruments.All.Select(row => row.PrometheusName).Distinct().Count());
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
    public void The_readme_has_the_table() => ReadmeTable.Check(
        "src/Telemetry/Metrics/README.md", "| metric | type | labels beside station | what it shows |", Instruments.All.Select(Row));

    private static string Row(InstrumentDefinition row)
    {
        var type = row.Kind switch { InstrumentKind.Gauge => "gauge", InstrumentKind.Histogram => "histogram", _ => "counter" };
        return $"| `{row.PrometheusName}` | {type} | {string.Join(", ", row.Labels)} | {row.Help} |";
    }

    [GeneratedRegex(@"^[a-z]+(\.[a-z]+(_[a-z]+)*)+$")]
    private static partial Regex Dotted();
}
