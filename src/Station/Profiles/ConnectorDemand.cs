namespace ChargerFirmware.Station.Profiles;

/// <summary>What one connector asks of a limit that several share. All in the unit of that limit, at the supply.</summary>
/// <param name="Minimum">With less it cannot charge at all.</param>
/// <param name="Wanted">The most it would make use of.</param>
/// <param name="Draws">Its vehicle takes something.</param>
public readonly record struct ConnectorDemand(decimal Minimum, decimal Wanted, bool Draws);
