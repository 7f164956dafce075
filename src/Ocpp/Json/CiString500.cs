namespace ChargerFirmware.Ocpp.Json;

/// <summary>The standard's CiString500Type.</summary>
public sealed class CiString500() : CiString(500);
