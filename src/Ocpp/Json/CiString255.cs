namespace ChargerFirmware.Ocpp.Json;

/// <summary>The standard's CiString255Type.</summary>
public sealed class CiString255() : CiString(255);
