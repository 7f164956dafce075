namespace ChargerFirmware.Telemetry.Mqtt.Discovery;

/// <summary>The device that all entities of a station belong to, in Home Assistant's words.</summary>
internal sealed record DeviceConfig(
    IReadOnlyList<string> Identifiers, string Name, string Manufacturer, string Model, string? SerialNumber, string SwVersion);
