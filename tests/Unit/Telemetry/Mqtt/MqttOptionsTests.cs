using ChargerFirmware.Telemetry.Mqtt.Configuration;

namespace ChargerFirmware.Tests.Unit.Telemetry.Mqtt;

public sealed class MqttOptionsTests
{
    [Fact]
    public void Without_a_broker_there_is_nothing() => Assert.Null(Read([]));

    [Fact]
    public void An_address_has_its_parts()
    {
        var settings = Read(new() { ["--mqtt"] = "mqtts://us%40er:p%3Ass%2Fw%25rd@broker.example:1234/depot/north" })!;

        Assert.Equal(("broker.example", 1234, true, "us@er", "p:ss/w%rd", "depot/north"),
            (settings.Host, settings.Port, settings.UseTls, settings.User, settings.Password, settings.Prefix));
        Assert.Equal("mqtts://broker.example:1234/depot/north", settings.ToString());
        Assert.DoesNotContain("p:ss", $"{settings} {settings with { Version = MqttVersion.V311 }}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt://h", "h", 1883, "charger")]
    [InlineData("mqtts://h/", "h", 8883, "charger")]
    [InlineData("mqtt://[::1]:9/x/", "::1", 9, "x")]
    [InlineData("mqtt://127.0.0.1/a%20b", "127.0.0.1", 1883, "a b")]
    public void What_is_left_out_is_the_usual(string address, string host, int port, string prefix)
    {
        var settings = Read(new() { ["--mqtt"] = address })!;
        Assert.Equal((host, port, prefix), (settings.Host, settings.Port, settings.Prefix));
        Assert.Empty(settings.Commands);
        Assert.Equal((MqttVersion.V500, MqttForm.Json, "homeassistant"), (settings.Version, settings.Form, settings.DiscoveryPrefix));
    }

    [Theory]
    [InlineData("")]
    [InlineData("broker")]
    [InlineData("http://broker")]
    [InlineData("mqtt://")]
    [InlineData("mqtt://a b")]
    [InlineData("mqtt://h:0")]
    [InlineData("mqtt://h:65536")]
    [InlineData("mqtt://h:+1")]
    [InlineData("mqtt://:secret@h")]
    [InlineData("mqtt://u:secret@h:bad")]
    [InlineData("mqtt://u:secret%@h")]
    [InlineData("mqtt://u:secret%2@h")]
    [InlineData("mqtt://u:secret%00@h")]
    [InlineData("mqtt://u:secret@h/+")]
    [InlineData("mqtt://u:secret@h/a%23b")]
    [InlineData("mqtt://u:secret@h/$share")]
    public void What_is_no_address_is_refused_without_repeating_a_secret(string address)
    {
        var refusal = Assert.Throws<MqttOptionException>(() => Read(new() { ["--mqtt"] = address }));

        Assert.StartsWith("--mqtt: expected mqtt[s]://[user:password@]host[:port][/prefix]", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_gives_what_the_command_line_does_not()
    {
        var variables = new Dictionary<string, string>
        {
            ["CHARGER_MQTT"] = "mqtts://u:p@environment", ["CHARGER_MQTT_CA"] = "ca", ["CHARGER_MQTT_COMMANDS"] = "limit, stop",
            ["CHARGER_MQTT_FORM"] = "values", ["CHARGER_MQTT_PERIOD"] = "60", ["CHARGER_MQTT_DISCOVERY"] = "none", ["CHARGER_MQTT_VERSION"] = "3.1.1",
        };
        var settings = Read(new() { ["--mqtt-period"] = "1" }, variables)!;

        Assert.Equal(("environment", "ca", MqttForm.Values, 1.0, null, MqttVersion.V311),
            (settings.Host, settings.CaFile, settings.Form, settings.Period.TotalSeconds, settings.DiscoveryPrefix, settings.Version));
        Assert.Equal([CommandVerb.Limit, CommandVerb.Stop], settings.Commands.Order());
    }

    [Theory]
    [InlineData("--mqtt-form", "xml", "--mqtt-form: expected json or values, found 'xml'")]
    [InlineData("--mqtt-version", "4", "--mqtt-version: expected 5.0 or 3.1.1, found '4'")]
    [InlineData("--mqtt-period", "0", "--mqtt-period: expected 1 to 3600 seconds, found '0'")]
    [InlineData("--mqtt-commands", "limit,fly", "--mqtt-commands: expected some of limit, pause, resume, stop, availability, found 'fly'")]
    [InlineData("--mqtt-discovery", "a/#", "--mqtt-discovery: expected the beginning of a topic or none, found 'a/#'")]
    [InlineData("--mqtt-ca", "absent", "--mqtt-ca: expected a file in PEM, found none at 'absent'")]
    [InlineData("--mqtt-cert", "there", "--mqtt-cert: expected --mqtt-key, too: a certificate and its key go together")]
    public void What_cannot_be_used_is_named_with_what_was_expected(string option, string value, string expected) => Assert.Equal(
        expected, Assert.Throws<MqttOptionException>(() => Read(new() { ["--mqtt"] = "mqtts://h", [option] = value })).Message);

    [Fact]
    public void An_option_that_would_do_nothing_is_refused()
    {
        Assert.Equal("--mqtt-form: expected --mqtt, too, which names the broker", Refusal(new() { ["--mqtt-form"] = "json" }));
        Assert.Equal(
            "--mqtt-ca: expected a broker at mqtts://, found one at mqtt://", Refusal(new() { ["--mqtt"] = "mqtt://h", ["--mqtt-ca"] = "there" }));
    }

    private static string Refusal(Dictionary<string, string> given) => Assert.Throws<MqttOptionException>(() => Read(given)).Message;

    private static MqttSettings? Read(Dictionary<string, string> given, Dictionary<string, string>? environment = null) =>
        MqttOptions.Read(given.GetValueOrDefault, name => environment?.GetValueOrDefault(name), path => path != "absent");
}
