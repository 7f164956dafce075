namespace ChargerFirmware.Central.Records;

/// <summary>How a session has ended.</summary>
/// <param name="Time">By the station's clock.</param>
/// <param name="IdToken">The token that ended it; null when none was presented.</param>
/// <param name="Reason">In the standard's word.</param>
public sealed record SessionStop(DateTimeOffset Time, long MeterStopWh, string? IdToken, string Reason);
