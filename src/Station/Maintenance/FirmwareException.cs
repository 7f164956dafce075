namespace ChargerFirmware.Station.Maintenance;

/// <summary>An image could not be installed, confirmed or taken back; the message says why.</summary>
public sealed class FirmwareException(string message, Exception? inner = null) : Exception(message, inner);
