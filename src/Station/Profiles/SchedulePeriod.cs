namespace ChargerFirmware.Station.Profiles;

/// <summary>One limit of a schedule, until the next one begins.</summary>
/// <param name="StartSeconds">From the beginning of the schedule.</param>
/// <param name="Limit">In the schedule's unit.</param>
/// <param name="NumberPhases">Phases that may be used; null means three.</param>
public readonly record struct SchedulePeriod(int StartSeconds, decimal Limit, int? NumberPhases = null);
