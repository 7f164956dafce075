namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>How values that belong together are published.</summary>
public enum MqttForm
{
    /// <summary>One JSON object a topic.</summary>
    Json,

    /// <summary>One value a topic: each field of the object is a topic below it.</summary>
    Values,
}
