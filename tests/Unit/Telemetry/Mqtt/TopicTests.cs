using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Tests.Unit.Telemetry.Mqtt;

public sealed class TopicTests
{
    [Fact]
    public void The_readme_shows_the_table() => ReadmeTable.Check(
        "src/Telemetry/Mqtt/README.md", "| topic | holds | fields | QoS | retained | published |", TopicTable.All.Select(Row));

    [Fact]
    public void No_two_topics_are_one() =>
        Assert.Equal(TopicTable.All.Count, TopicTable.All.Select(topic => (topic.Path, topic.Scope == TopicScope.Connector)).Distinct().Count());

    [Theory]
    [InlineData("CP-1", "charger/CP-1/connector/2/event/fault")]
    [InlineData("Depot 7", "charger/Depot 7/connector/2/event/fault")]
    [InlineData("a/b+c#d%e", "charger/a%2Fb%2Bc%23d%25e/connector/2/event/fault")]
    public void An_identity_is_one_level(string identity, string expected) =>
        Assert.Equal(expected, new TopicTree("charger", identity).Of(TopicTable.FaultEvent, 2));

    private static string Row(Topic topic)
    {
        var paths = topic.Scope switch
        {
            TopicScope.Station => $"`{topic.Path}`",
            TopicScope.Connector => $"`connector/<n>/{topic.Path}`",
            _ => $"`{topic.Path}`, `connector/<n>/{topic.Path}`",
        };
        var fields = string.Join(", ", topic.Fields.Select(Describe));
        return $"| {paths} | {topic.What} | {fields} | {(topic.AtLeastOnce ? 1 : 0)} | {(topic.Retained ? "yes" : "no")} | {topic.Rate} |";
    }

    private static string Describe(TopicField field)
    {
        var type = field.Type switch
        {
            FieldType.Text => "text",
            FieldType.Number => "number",
            FieldType.Truth => "true or false",
            FieldType.Time => "time",
            _ => "list of texts",
        };
        return $"`{field.Name}` {(field.Unit is { } unit ? $"({unit})" : type)}";
    }
}
