namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class PluginCommandTests
{
    private readonly PromptBench _bench = new();

    [Fact]
    public void Plugins_are_added_listed_and_removed()
    {
        Assert.Equal(["no plugins"], _bench.Answer("plugins"));
        Assert.Equal(["plugin refuse is added"], _bench.Answer("add_plugin sh ./refuse.sh STOLEN"));
        Assert.Equal(["plugin other is added"], _bench.Answer("add_plugin --name other sh ./refuse.sh"));
        Assert.Equal(["refuse\nother"], _bench.Answer("plugins"));
        Assert.Equal("add_plugin: there is a plugin 'refuse' already; expected another one behind --name", _bench.Refusal("add_plugin refuse"));
        Assert.Equal("add_plugin: 'none' cannot be started", _bench.Refusal("add_plugin none"));
        Assert.Equal("add_plugin: expected a program that reads and writes JSON lines", _bench.Refusal("add_plugin"));
        Assert.Equal("remove_plugin: there is no plugin 'refus'; did you mean refuse?; 'plugins' lists them", _bench.Refusal("remove_plugin refus"));
        Assert.Equal(["plugin refuse is removed"], _bench.Answer("remove_plugin refuse"));
    }

    [Fact]
    public void A_charge_point_answers_what_a_plugin_says()
    {
        _bench.Type("start_cs 9000", "start_cp ws://a 0", "add_plugin p");
        _bench.Plugin.Reply = question => question.GetProperty("type").GetString() == "request"
            ? """{"seq":SEQ,"do":"answer","payload":{"status":"Rejected"}}"""
            : """{"seq":SEQ,"do":"pass"}""";

        Assert.Contains("""cp#0: >>cs [3,"ID",{"status":"Rejected"}]""", _bench.Answer("remote_reset"));
    }
}
