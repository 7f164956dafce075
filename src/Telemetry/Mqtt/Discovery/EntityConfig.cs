namespace ChargerFirmware.Telemetry.Mqtt.Discovery;

/// <summary>The configuration of one entity for Home Assistant, in its words; what is null is left out.</summary>
internal sealed record EntityConfig
{
    public required string Name { get; init; }

    public required string UniqueId { get; init; }

    public required string AvailabilityTopic { get; init; }

    public required DeviceConfig Device { get; init; }

    public string? StateTopic { get; init; }

    public string? ValueTemplate { get; init; }

    public string? UnitOfMeasurement { get; init; }

    public string? DeviceClass { get; init; }

    public string? StateClass { get; init; }

    public string? EntityCategory { get; init; }

    public string? CommandTopic { get; init; }

    public string? CommandTemplate { get; init; }

    public string? PayloadPress { get; init; }

    public string? PayloadOn { get; init; }

    public string? PayloadOff { get; init; }

    public string? StateOn { get; init; }

    public string? StateOff { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public double? Step { get; init; }
}
