using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Payloads;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Discovery;

/// <summary>Announces to Home Assistant what the topics mean, so that a station appears there by itself: its discovery of MQTT devices.</summary>
internal sealed class HomeAssistant
{
    private const string Sensor = "sensor", BinarySensor = "binary_sensor";

    /// <summary>Templates are full of quotes and never stand in a page.</summary>
    private static readonly DiscoveryJson s_json = new(new JsonSerializerOptions(DiscoveryJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private readonly TelemetrySources _sources;
    private readonly MqttSettings _settings;
    private readonly TopicTree _topics;
    private readonly RetainedPublisher _publisher;
    private readonly string _node;
    private readonly DeviceConfig _device;
    private readonly List<string> _shown = [];

    public HomeAssistant(TelemetrySources sources, MqttSettings settings, TopicTree topics, RetainedPublisher publisher)
    {
        _sources = sources;
        _settings = settings;
        _topics = topics;
        _publisher = publisher;
        _node = NodeOf(sources.Label.Id);
        var label = sources.Label;
        _device = new DeviceConfig([_node], label.Id, label.Vendor, label.Model, label.SerialNumber, label.FirmwareVersion);
    }

    /// <summary>The topics that <see cref="Show()"/> has shown something on.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>
    /// Shows the configuration of every entity. What is not to be shown, commands that are not allowed or all of it, is taken away, as an
    /// earlier run may have shown it.
    /// </summary>
    public void Show()
    {
        foreach (var topic in TopicTable.All.Where(topic => topic.Kind == TopicKind.TopicPayload))
        {
            if (topic.Scope == TopicScope.Station)
            {
                ShowFields(topic, null);
            }
            else
            {
                foreach (var connector in _sources.Station.Connectors)
                {
                    ShowFields(topic, connector);
                }
            }
        }

        foreach (var connector in _sources.Station.Connectors)
        {
            ShowCommands(connector);
        }
    }

    /// <summary>Letters that Home Assistant takes; two identities that differ in others only stay two.</summary>
    private static string NodeOf(string stationId)
    {
        var plain = string.Concat(stationId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'));
        if (plain == stationId)
        {
            return $"charger_{plain}";
        }

        var hash = 2166136261u;
        foreach (var letter in stationId)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return string.Create(CultureInfo.InvariantCulture, $"charger_{plain}_{hash:x8}");
    }

    private void ShowFields(Topic topic, Connector? connector)
    {
        foreach (var field in topic.Fields)
        {
            if (field.Entity is { } entity && MayBeKnown(field, connector))
            {
                var name = topic.Path == field.Name ? field.Name : $"{topic.Path}_{field.Name}";
                Show(entity.IsBinary ? BinarySensor : Sensor, Object(connector, name), Named(connector, entity.Name) with
                {
                    StateTopic = StateTopic(topic, field, connector),
                    ValueTemplate = entity.IsBinary ? OnOff(field) : Value(field),
                    UnitOfMeasurement = field.Unit,
                    DeviceClass = entity.DeviceClass,
                    StateClass = entity.StateClass,
                    EntityCategory = entity.IsDiagnostic ? "diagnostic" : null,
                });
            }
        }
    }

    private void ShowCommands(Connector connector)
    {
        var isDirect = connector.Devices.IsDirectCurrent;
        var most = isDirect ? connector.Devices.Roles.MaxPowerW ?? 0 : connector.Devices.Roles.MaxCurrentA;
        var orders = ConnectorPayloads.OfOrders.Topic;
        var limit = orders.Fields.First(field => field.Name == (isDirect ? "limitW" : "limitA"));
        ShowCommand("number", CommandVerb.Limit, connector, "limit set", config => config with
        {
            StateTopic = StateTopic(orders, limit, connector),
            ValueTemplate = _settings.Form == MqttForm.Json
                ? string.Create(CultureInfo.InvariantCulture, $"{{{{ {most} if value_json.{limit.Name} is none else value_json.{limit.Name} }}}}")
                : string.Create(CultureInfo.InvariantCulture, $"{{{{ value or {most} }}}}"),
            CommandTemplate = $"{{\"{limit.Name}\":{Braced("value")}}}",
            UnitOfMeasurement = limit.Unit,
            DeviceClass = isDirect ? "power" : "current",
            Min = 0,
            Max = most,
            Step = isDirect ? 100 : 1,
        });
        foreach (var verb in (CommandVerb[])[CommandVerb.Pause, CommandVerb.Resume, CommandVerb.Stop])
        {
            ShowCommand("button", verb, connector, CommandVerbs.Name(verb), config => config with { PayloadPress = "{}" });
        }

        var status = ConnectorPayloads.OfStatus.Topic;
        var operative = status.Fields.First(field => field.Name == "operative");
        ShowCommand("switch", CommandVerb.Availability, connector, "in service", config => config with
        {
            StateTopic = StateTopic(status, operative, connector),
            ValueTemplate = OnOff(operative),
            StateOn = "ON",
            StateOff = "OFF",
            PayloadOn = """{"operative":true}""",
            PayloadOff = """{"operative":false}""",
        });
    }

    private void ShowCommand(string component, CommandVerb verb, Connector connector, string name, Func<EntityConfig, EntityConfig> complete)
    {
        var place = Object(connector, $"command_{CommandVerbs.Name(verb)}");
        if (_settings.Commands.Contains(verb))
        {
            Show(component, place, complete(Named(connector, name) with { CommandTopic = _topics.Command(connector.Id, CommandVerbs.Name(verb)) }));
        }
        else
        {
            _publisher.Show(Place(component, place), ReadOnlyMemory<byte>.Empty);
        }
    }

    /// <summary>An AC connector's vehicle reports no charge, and only a DC connector is limited in watts.</summary>
    private static bool MayBeKnown(TopicField field, Connector? connector) =>
        connector is null || connector.Devices.IsDirectCurrent || field.Name is not ("socPercent" or "limitW");

    private static string Object(Connector? connector, string name)
    {
        var plain = name.Replace('/', '_');
        return connector is null ? plain : string.Create(CultureInfo.InvariantCulture, $"connector{connector.Id}_{plain}");
    }

    private static string Braced(string expression) => $"{{{{ {expression} }}}}";

    private EntityConfig Named(Connector? connector, string name) => new()
    {
        Name = connector is null ? name : string.Create(CultureInfo.InvariantCulture, $"Connector {connector.Id} {name}"),
        UniqueId = "",
        AvailabilityTopic = _topics.Of(TopicTable.Availability),
        Device = _device,
    };

    private string StateTopic(Topic topic, TopicField field, Connector? connector)
    {
        var path = _topics.Of(topic, connector?.Id ?? 0);
        return _settings.Form == MqttForm.Json ? path : $"{path}/{field.Name}";
    }

    /// <summary>In form values the payload is the value, and needs no template.</summary>
    private string? Value(TopicField field) => _settings.Form == MqttForm.Json ? Braced($"value_json.{field.Name}") : null;

    private string OnOff(TopicField field) => Braced(
        _settings.Form == MqttForm.Json ? $"'ON' if value_json.{field.Name} else 'OFF'" : "'ON' if value == 'true' else 'OFF'");

    private string Place(string component, string name) =>
        $"{_settings.DiscoveryPrefix ?? MqttSettings.UsualDiscoveryPrefix}/{component}/{_node}/{name}/config";

    private void Show(string component, string name, EntityConfig config)
    {
        var place = Place(component, name);
        if (_settings.DiscoveryPrefix is null)
        {
            _publisher.Show(place, ReadOnlyMemory<byte>.Empty);
            return;
        }

        _shown.Add(place);
        _publisher.Show(place, JsonSerializer.SerializeToUtf8Bytes(config with { UniqueId = $"{_node}_{name}" }, s_json.EntityConfig));
    }
}

/// <summary>How Home Assistant reads configurations.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EntityConfig))]
internal sealed partial class DiscoveryJson : JsonSerializerContext;
