using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Unit.Telemetry.Monitoring;

/// <summary>The dashboard and the alerts query only metrics that exist, in the way in which they can be queried.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string s_folder = Path.Combine(Checkout.Root, "monitoring");
    private static readonly string[] s_severities = ["critical", "warning"];

    private static JsonElement Dashboard { get; } = JsonElement.Parse(File.ReadAllText(Path.Combine(s_folder, "grafana", "charger.json")));

    private static string Alerts { get; } = File.ReadAllText(Path.Combine(s_folder, "prometheus", "alerts.yml"));

    private static List<JsonElement> Panels => [.. Dashboard.GetProperty("panels").EnumerateArray()];

    private static List<string> Queries =>
        [.. Panels.Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];

    private static List<string> Conditions => [.. Expression().Matches(Alerts).Select(match => match.Groups["expr"].Value)];

    [Fact]
    public void Every_query_of_the_dashboard_can_be_answered() => AssertSound(Queries);

    [Fact]
    public void Every_alert_can_be_raised() => AssertSound(Conditions);

    [Theory]
    [InlineData("charger_no_such_metric > 0", "is exported by no station")]
    [InlineData("charger_energy_delivered_joules_total > 0", "asked by rate or increase")]
    [InlineData("rate(charger_connector_power_watts[5m])", "has no rate")]
    [InlineData("charger_energy_delivered_joules", "is exported by no station")]
    [InlineData("rate(charger_loop_latency_seconds[5m])", "asked by _bucket, _sum or _count")]
    [InlineData("sum by (le) (rate(charger_loop_latency_seconds_bucket[5m]))", "belong into histogram_quantile")]
    [InlineData("charger_connector_status{state=\"Faulted\"} == 1", "has no label state")]
    [InlineData("charger_connector_status{status=\"Broken\"} == 1", "never says")]
    [InlineData("charger_fault_active{fault=\"welded\"} == 1", "never says")]
    [InlineData("sum by (site) (charger_connector_power_watts)", "has a label site")]
    public void An_expression_that_finds_nothing_is_found(string expression, string problem) =>
        Assert.Contains(new PromExpression(expression).Problems(), found => found.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("charger_connector_power_watts{station=\"$station\"} > 0")]
    [InlineData("sum(increase(charger_energy_delivered_joules_total[24h])) / 3.6e6")]
    [InlineData("histogram_quantile(0.99, sum by (station, le) (rate(charger_loop_latency_seconds_bucket[5m]))) > 0.25")]
    [InlineData("count(up{job=\"charger\"} == 0) or vector(0)")]
    [InlineData("rate(charger_call_duration_seconds_sum[5m]) / rate(charger_call_duration_seconds_count[5m])")]
    public void An_expression_that_is_sound_is_let_pass(string expression) => Assert.Empty(new PromExpression(expression).Problems());

    [Fact]
    public void The_dashboard_is_one_that_Grafana_takes()
    {
        Assert.True(Dashboard.GetProperty("schemaVersion").GetInt32() >= 36);
        Assert.Equal(JsonValueKind.Null, Dashboard.GetProperty("id").ValueKind);
        var variables = Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()
            .ToDictionary(variable => variable.GetProperty("name").GetString()!, variable => variable.GetProperty("type").GetString());
        Assert.Equal("datasource", variables["DS_PROMETHEUS"]);
        Assert.Equal("query", variables["station"]);
        Assert.Equal(Panels.Count, Panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(["Fleet", "Station $station"], Panels.Where(panel => Kind(panel) == "row").Select(panel => panel.GetProperty("title").GetString()!));
        Assert.All(Panels.Where(panel => Kind(panel) != "row"), panel =>
        {
            Assert.Equal("${DS_PROMETHEUS}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            Assert.NotEmpty(panel.GetProperty("description").GetString()!);
            Assert.NotEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!);
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
        });
    }

    [Fact]
    public void No_panel_lies_on_another()
    {
        var taken = new Dictionary<(int X, int Y), string>();
        foreach (var panel in Panels)
        {
            var (at, title) = (panel.GetProperty("gridPos"), panel.GetProperty("title").GetString()!);
            var (left, top) = (at.GetProperty("x").GetInt32(), at.GetProperty("y").GetInt32());
            Assert.InRange(left + at.GetProperty("w").GetInt32(), 1, 24);
            for (var cell = 0; cell < at.GetProperty("w").GetInt32() * at.GetProperty("h").GetInt32(); cell++)
            {
                var place = (left + (cell % at.GetProperty("w").GetInt32()), top + (cell / at.GetProperty("w").GetInt32()));
                Assert.True(taken.TryAdd(place, title), $"{title} lies on {taken.GetValueOrDefault(place)}");
            }
        }
    }

    [Fact]
    public void An_alert_says_how_grave_it_is_and_what_to_do()
    {
        var alerts = Alerts.Split("      - alert: ")[1..];

        Assert.Equal(Conditions.Count, alerts.Length);
        Assert.All(alerts, alert =>
        {
            Assert.Contains(s_severities, severity => alert.Contains($"severity: {severity}", StringComparison.Ordinal));
            Assert.Contains("summary: \"{{ $labels.", alert, StringComparison.Ordinal);
            Assert.True(alert.Length - alert.IndexOf("description: >-", StringComparison.Ordinal) > 80, alert);
        });
    }

    private static void AssertSound(List<string> expressions)
    {
        Assert.True(expressions.Count > 10);
        Assert.Empty(expressions.SelectMany(expression => new PromExpression(expression).Problems().Select(problem => $"{expression}: {problem}")));
        Assert.All(expressions, expression => Assert.NotEmpty(new PromExpression(expression).Metrics));
    }

    private static string Kind(JsonElement panel) => panel.GetProperty("type").GetString()!;

    [GeneratedRegex(@"^ +expr: (?<expr>.+)$", RegexOptions.Multiline)]
    private static partial Regex Expression();
}
