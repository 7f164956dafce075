namespace ChargerFirmware.Tests.Load;

/// <summary>
/// A session as its station has reported it, with what the central system has acknowledged of it. Used by its station alone, then by the judge.
/// </summary>
internal sealed class SentSession(string station, int connectorId, string idTag, long meterStartWh, DateTimeOffset startTime)
{
    public string Station => station;

    public int ConnectorId => connectorId;

    public string IdTag => idTag;

    public long MeterStartWh => meterStartWh;

    public DateTimeOffset StartTime => startTime;

    /// <summary>Null until its start is acknowledged.</summary>
    public long? TransactionId { get; set; }

    /// <summary>Those that are acknowledged.</summary>
    public List<SentValue> Values { get; } = [];

    /// <summary>Null until it is acknowledged.</summary>
    public SentStop? Stop { get; set; }

    /// <summary>Something of it was given up without an acknowledgement.</summary>
    public string? Unacknowledged { get; set; }

    public override string ToString() => $"transaction {TransactionId} of {station}, {idTag}, {meterStartWh} Wh, {startTime:O}";
}
