namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>An entity of Home Assistant, in its words.</summary>
/// <param name="Name">As a person reads it.</param>
/// <param name="IsBinary">binary_sensor; else sensor.</param>
/// <param name="IsDiagnostic">Shown apart from what the device is for.</param>
public sealed record Entity(string Name, string? DeviceClass = null, string? StateClass = null, bool IsBinary = false, bool IsDiagnostic = false);
