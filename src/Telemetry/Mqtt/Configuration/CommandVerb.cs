namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>What may be commanded; on topics in lower case.</summary>
public enum CommandVerb
{
    Limit,
    Pause,
    Resume,
    Stop,
    Availability,
}
