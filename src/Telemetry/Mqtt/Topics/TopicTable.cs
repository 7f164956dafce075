using System.Globalization;
using System.Text;

namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>
/// Every topic there is. The README's table is written from here, Home Assistant is told from here, and tests hold what is published
/// against it.
/// </summary>
public static class TopicTable
{
    private const string AtOnce = "at once";
    private const string Measured = "each period (5 s) when beyond its dead band; what differs at all, within a minute";

    public static Topic Availability { get; } = new(
        "availability", TopicScope.Station, TopicKind.Word, "`online`, or `offline`: the birth, the will and the last word", true, true, AtOnce, []);

    public static Topic Info { get; } = new(
        "info", TopicScope.Station, TopicKind.Picture, "what it is", true, true, "at the start",
        [
            new("vendor", FieldType.Text), new("model", FieldType.Text), new("serialNumber", FieldType.Text), new("firmwareVersion", FieldType.Text),
            new("connectors", FieldType.Number),
        ]);

    public static Topic Status { get; } = new(
        "status", TopicScope.Station, TopicKind.Picture, "the station as OCPP's connector 0, and the names of what is wrong with it", true, true, AtOnce,
        [
            new("status", FieldType.Text, Entity: new("Status")),
            new("errorCode", FieldType.Text), new("vendorErrorCode", FieldType.Text), new("faults", FieldType.Texts),
            new("operative", FieldType.Truth), new("since", FieldType.Time),
        ]);

    public static Topic Link { get; } = new(
        "link", TopicScope.Station, TopicKind.Picture, "the way to the central system, and the transaction messages that wait for it", true, true, AtOnce,
        [
            new("state", FieldType.Text, Entity: new("Central system link", IsDiagnostic: true)),
            new("operational", FieldType.Truth, Entity: new("Central system", "connectivity", IsBinary: true, IsDiagnostic: true)),
            new("queueDepth", FieldType.Number, Entity: new("Messages waiting", StateClass: "measurement", IsDiagnostic: true)),
            new("deadLetters", FieldType.Number, Entity: new("Messages refused", StateClass: "measurement", IsDiagnostic: true)),
        ]);

    public static Topic Firmware { get; } = new(
        "firmware", TopicScope.Station, TopicKind.Picture, "the version that runs, and how far an update is", true, true, AtOnce,
        [
            new("version", FieldType.Text, Entity: new("Firmware", IsDiagnostic: true)),
            new("status", FieldType.Text, Entity: new("Firmware update", IsDiagnostic: true)), new("step", FieldType.Text),
        ]);

    public static Topic Telemetry { get; } = new(
        "telemetry", TopicScope.Station, TopicKind.Picture, "events that wait for the broker, and those that were dropped for want of room", true, true,
        "each period",
        [
            new("eventsWaiting", FieldType.Number),
            new("eventsDropped", FieldType.Number, Entity: new("Events dropped", StateClass: "total_increasing", IsDiagnostic: true)),
        ]);

    public static Topic ConnectorStatus { get; } = new(
        "status", TopicScope.Connector, TopicKind.Picture, "its OCPP status, and the names of what is wrong with it", true, true, AtOnce,
        [
            new("status", FieldType.Text, Entity: new("status")),
            new("errorCode", FieldType.Text, Entity: new("error", IsDiagnostic: true)),
            new("vendorErrorCode", FieldType.Text), new("info", FieldType.Text), new("faults", FieldType.Texts),
            new("operative", FieldType.Truth),
            new("plugged", FieldType.Truth, Entity: new("plug", "plug", IsBinary: true)),
            new("since", FieldType.Time),
        ]);

    public static Topic Measurement { get; } = new(
        "measurement", TopicScope.Connector, TopicKind.Picture, "the meter (current: the highest phase), the vehicle, and the limit in force", false, true,
        Measured,
        [
            new("powerW", FieldType.Number, "W", new("power", "power", "measurement")),
            new("energyWh", FieldType.Number, "Wh", new("energy", "energy", "total_increasing")),
            new("voltageV", FieldType.Number, "V", new("voltage", "voltage", "measurement")),
            new("currentA", FieldType.Number, "A", new("current", "current", "measurement")),
            new("socPercent", FieldType.Number, "%", new("vehicle charge", "battery", "measurement")),
            new("temperatureC", FieldType.Number, "°C", new("temperature", "temperature", "measurement")),
            new("limitA", FieldType.Number, "A", new("limit", "current", "measurement")),
            new("limitW", FieldType.Number, "W", new("power limit", "power", "measurement")),
        ]);

    public static Topic Orders { get; } = new(
        "orders", TopicScope.Connector, TopicKind.Picture, "what an operator has set", true, true, AtOnce,
        [
            new("limitA", FieldType.Number, "A"), new("limitW", FieldType.Number, "W"),
            new("paused", FieldType.Truth, Entity: new("paused", IsBinary: true)),
        ]);

    public static Topic Transaction { get; } = new(
        "transaction", TopicScope.Connector, TopicKind.Picture, "the running transaction and its progress; all null without one", false, true,
        "at once; its progress each period",
        [
            new("transaction", FieldType.Number), new("ocppTransactionId", FieldType.Number), new("startedAt", FieldType.Time),
            new("energyWh", FieldType.Number, "Wh", new("session energy", "energy", "total_increasing")), new("durationSeconds", FieldType.Number, "s"),
        ]);

    public static Topic TransactionEvent { get; } = new(
        "event/transaction", TopicScope.Connector, TopicKind.Event, "`event` is `begin` or `end`; what follows `meterWh` only the end tells", true, false,
        "once, also after an outage or a restart; told again with the same `id` when in doubt",
        [
            .. EventHead, new("ocppTransactionId", FieldType.Number), new("meterWh", FieldType.Number, "Wh"), new("startedAt", FieldType.Time),
            new("energyWh", FieldType.Number, "Wh"),
            new("reason", FieldType.Text), new("meterIsStale", FieldType.Truth),
        ]);

    public static Topic FaultEvent { get; } = new(
        "event/fault", TopicScope.Both, TopicKind.Event, "`event` is `raised` or `cleared`", true, false, "as above",
        [
            .. EventHead, new("fault", FieldType.Text), new("class", FieldType.Text), new("errorCode", FieldType.Text),
            new("vendorErrorCode", FieldType.Text),
        ]);

    public static Topic Result { get; } = new(
        "result", TopicScope.Station, TopicKind.Event, "the answer to a command: `accepted`, `scheduled` or `refused`, then with a reason", true, false,
        "once a command",
        [
            new("id", FieldType.Text), new("command", FieldType.Text), new("connector", FieldType.Number), new("result", FieldType.Text),
            new("reason", FieldType.Text), new("timestamp", FieldType.Time),
        ]);

    public static IReadOnlyList<Topic> All { get; } =
    [
        Availability, Info, Status, Link, Firmware, Telemetry, ConnectorStatus, Measurement, Orders, Transaction, TransactionEvent, FaultEvent, Result,
    ];

    private static IEnumerable<TopicField> EventHead =>
    [
        new("id", FieldType.Text), new("sequence", FieldType.Number), new("event", FieldType.Text), new("station", FieldType.Text),
        new("connector", FieldType.Number), new("timestamp", FieldType.Time), new("transaction", FieldType.Number),
        new("clockSynchronised", FieldType.Truth),
    ];

    /// <summary>The table as the README shows it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| topic | holds | fields | QoS | retained | told |\n|---|---|---|---|---|---|\n");
        foreach (var topic in All)
        {
            var paths = topic.Scope switch
            {
                TopicScope.Station => $"`{topic.Path}`",
                TopicScope.Connector => $"`connector/<n>/{topic.Path}`",
                _ => $"`{topic.Path}`, `connector/<n>/{topic.Path}`",
            };
            var fields = string.Join(", ", topic.Fields.Select(Describe));
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {paths} | {topic.What} | {fields} | {(topic.AtLeastOnce ? 1 : 0)} | {(topic.Retained ? "yes" : "no")} | {topic.Rate} |\n");
        }

        return text.ToString();
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
