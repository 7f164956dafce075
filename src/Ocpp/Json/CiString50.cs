namespace ChargerFirmware.Ocpp.Json;

/// <summary>The standard's CiString50Type.</summary>
public sealed class CiString50() : CiString(50);
