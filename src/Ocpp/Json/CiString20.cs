namespace ChargerFirmware.Ocpp.Json;

/// <summary>The standard's CiString20Type.</summary>
public sealed class CiString20() : CiString(20);
