namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>An option cannot be used. The message names it and what was expected, and never what a secret was.</summary>
public sealed class MqttOptionException(string message) : Exception(message);
