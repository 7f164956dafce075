namespace ChargerFirmware.Ocpp.Json;

/// <summary>The standard's CiString25Type.</summary>
public sealed class CiString25() : CiString(25);
