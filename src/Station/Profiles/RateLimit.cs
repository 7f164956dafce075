namespace ChargerFirmware.Station.Profiles;

/// <summary>What a profile allows at one instant.</summary>
/// <param name="NumberPhases">As the profile says it; null means three.</param>
public readonly record struct RateLimit(decimal Value, ChargingRateUnit Unit, int? NumberPhases = null);
