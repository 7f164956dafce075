using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Tests.Unit.Telemetry.Mqtt;

public sealed class TopicTests
{
    [Fact]
    public void The_readme_shows_the_table()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "src/Telemetry/Mqtt/README.md"));
        var table = TopicTable.ToMarkdown();

        Assert.True(readme.Contains(table, StringComparison.Ordinal), $"src/Telemetry/Mqtt/README.md has to show this table:\n\n{table}");
    }

    [Fact]
    public void No_two_topics_are_one() =>
        Assert.Equal(TopicTable.All.Count, TopicTable.All.Select(topic => (topic.Path, topic.Scope == TopicScope.Connector)).Distinct().Count());

    [Theory]
    [InlineData("CP-1", "charger/CP-1/connector/2/status")]
    [InlineData("Depot 7", "charger/Depot 7/connector/2/status")]
    [InlineData("a/b+c#d%e", "charger/a%2Fb%2Bc%23d%25e/connector/2/status")]
    public void An_identity_is_one_level(string identity, string expected) =>
        Assert.Equal(expected, new TopicTree("charger", identity).Of(TopicTable.ConnectorStatus, 2));
}
