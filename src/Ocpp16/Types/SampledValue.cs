namespace ChargerFirmware.Ocpp16.Types;

/// <summary>One measured value. What is null has the default that its type names (OCPP 1.6, 7.43).</summary>
public sealed record SampledValue
{
    /// <summary>The number as text, or signed data.</summary>
    public required string Value { get; init; }

    public ReadingContext? Context { get; init; }

    public ValueFormat? Format { get; init; }

    public Measurand? Measurand { get; init; }

    public Phase? Phase { get; init; }

    public Location? Location { get; init; }

    public UnitOfMeasure? Unit { get; init; }
}
