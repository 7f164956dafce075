namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Values sampled at one moment (OCPP 1.6, 7.33).</summary>
public sealed record MeterValue
{
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<SampledValue> SampledValue { get; init; }
}
