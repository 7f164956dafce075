namespace ChargerFirmware.Central.Records;

/// <summary>One sampled value, in the words of its station; null for what it left out.</summary>
/// <param name="Time">By the station's clock.</param>
/// <param name="Value">As it was written: a number, or signed data.</param>
/// <param name="Unit">Of <paramref name="Value"/>; Wh where it is left out (OCPP 1.6, 7.43).</param>
public sealed record MeterSample(
    DateTimeOffset Time, string Value, string? Context, string? Format, string? Measurand, string? Phase, string? Location, string? Unit)
{
    /// <summary>It came with the end of the session, not by itself.</summary>
    public bool IsTransactionData { get; init; }
}
