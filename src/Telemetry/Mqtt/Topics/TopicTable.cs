using ChargerFirmware.Telemetry.Events;
using ChargerFirmware.Telemetry.Mqtt.Commands;
using ChargerFirmware.Telemetry.Mqtt.Payloads;

namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>
/// Every topic there is. The README's table is written from here, Home Assistant's discovery is written from here, and tests hold what is published
/// against it.
/// </summary>
public static class TopicTable
{
    public static Topic Availability { get; } = new(
        "availability", TopicScope.Station, TopicKind.Word, "`online`, or `offline`: the birth, the will and the last word", true, true,
        TopicPayload.AtOnce, []);

    public static Topic TransactionEvent { get; } = new(
        "event/transaction", TopicScope.Connector, TopicKind.Event, "`event` is `begin` or `end`; what follows `meterWh` only the end holds", true, false,
        "once, also after an outage or a restart; sent again with the same `id` when in doubt", [.. TopicField.Of(EventJson.Default.TransactionEvent)]);

    public static Topic FaultEvent { get; } = new(
        "event/fault", TopicScope.Both, TopicKind.Event, "`event` is `raised` or `cleared`", true, false, "as above",
        [.. TopicField.Of(EventJson.Default.FaultEvent)]);

    public static Topic Result { get; } = new(
        "result", TopicScope.Station, TopicKind.Event, "the answer to a command: `accepted`, `scheduled` or `refused`, then with a reason", true, false,
        "once a command", [.. TopicField.Of(CommandJson.Default.CommandAnswer)]);

    public static IReadOnlyList<Topic> All { get; } =
    [
        Availability, .. StationPayloads.All.Concat(ConnectorPayloads.All).Select(payload => payload.Topic), TransactionEvent, FaultEvent, Result,
    ];
}
