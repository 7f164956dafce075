namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>Versions of the protocol that are spoken.</summary>
public enum MqttVersion
{
    V311,
    V500,
}
