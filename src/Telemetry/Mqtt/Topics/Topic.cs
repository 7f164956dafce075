namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>A line of the table of topics.</summary>
/// <param name="Path">Below the station, or below its connector.</param>
/// <param name="AtLeastOnce">QoS 1; else QoS 0.</param>
/// <param name="Rate">When it is published.</param>
public sealed record Topic(
    string Path, TopicScope Scope, TopicKind Kind, string What, bool AtLeastOnce, bool Retained, string Rate, IReadOnlyList<TopicField> Fields);
