namespace ChargerFirmware.Station.Profiles;

/// <summary>A connector as a forecast needs it.</summary>
/// <param name="TransactionStart">Of the running transaction; without one, now: a schedule is composed as if one began.</param>
/// <param name="OrderedLimit">What an operator has set.</param>
/// <param name="CableLimitA">What the plugged cable carries in A; null when it is not known.</param>
public sealed record ForecastConnector(
    int Id, ConnectorSupply Supply, DateTimeOffset TransactionStart, decimal? CableLimitA = null, RateLimit? OrderedLimit = null);
