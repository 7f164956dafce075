namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>A field of a JSON object, or in form <c>values</c> a topic below the object's.</summary>
/// <param name="Unit">Null where there is none.</param>
/// <param name="Entity">What Home Assistant makes of it; null: nothing.</param>
public sealed record TopicField(string Name, FieldType Type, string? Unit = null, Entity? Entity = null);
