using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Metering;

/// <summary>One value of a sample, in the base unit of its measurand (Wh, W, A, V, Hz, °C, %).</summary>
/// <param name="Phase">0 for L1 to 2 for L3; null for the whole.</param>
/// <param name="Signature">The value as the meter has signed it, in the meter's own form; null from a meter that signs nothing.</param>
public readonly record struct MeasuredValue(
    Measurand Measurand,
    decimal Value,
    int? Phase = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Signature = null);
