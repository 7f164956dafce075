namespace ChargerFirmware.Station.Profiles;

/// <summary>One limit of a composite schedule.</summary>
/// <param name="StartSeconds">From the beginning of the composite schedule.</param>
/// <param name="Limit">In the composite schedule's unit, in steps of a tenth, never above the limit itself.</param>
public readonly record struct CompositePeriod(int StartSeconds, decimal Limit, int? NumberPhases);
