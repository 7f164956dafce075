namespace ChargerFirmware.Central.Store;

/// <summary>Which sessions are asked for; null for no condition.</summary>
/// <param name="IsRunning">True for those that run, false for those that have ended.</param>
/// <param name="AfterId">Only sessions with a higher id: the next page.</param>
/// <param name="Limit">At most so many, those with the lowest ids first.</param>
public sealed record SessionQuery(string? Station = null, int? ConnectorId = null, bool? IsRunning = null, long AfterId = 0, int Limit = 100);
