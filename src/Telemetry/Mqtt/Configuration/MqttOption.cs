namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>One option of the command line, which the environment may give, too.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Variable">Its name in the environment; the command line goes before it.</param>
/// <param name="Form">What stands behind it.</param>
public sealed record MqttOption(string Name, string Variable, string Form, string Description);
