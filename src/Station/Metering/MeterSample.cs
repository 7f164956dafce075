namespace ChargerFirmware.Station.Metering;

/// <summary>The values taken at one instant for one reason.</summary>
/// <param name="IsStale">The meter did not answer; the register is its last good reading.</param>
public sealed record MeterSample(
    DateTimeOffset Timestamp,
    ReadingContext Context,
    IReadOnlyList<MeasuredValue> Values,
    bool IsStale = false);
