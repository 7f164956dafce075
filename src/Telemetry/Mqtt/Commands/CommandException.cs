namespace ChargerFirmware.Telemetry.Mqtt.Commands;

/// <summary>A command that is not carried out. The message says to its sender why, and what was expected.</summary>
internal sealed class CommandException(string message) : Exception(message);
