namespace ChargerFirmware.Central.Records;

/// <summary>A charging session (OCPP 1.6: transaction) as its station has reported it.</summary>
/// <param name="Id">Ours: positive, ascending, given once. In OCPP 1.6 it is the transactionId.</param>
/// <param name="TransactionId">What it is called on the wire; in OCPP 1.6 the same as <paramref name="Id"/>.</param>
/// <param name="IdToken">Who charges, as the station wrote it. Compared without regard to case (OCPP 1.6, 7.28).</param>
/// <param name="StartTime">By the station's clock.</param>
public sealed record SessionRecord(
    long Id, string TransactionId, string Station, int ConnectorId, string IdToken, DateTimeOffset StartTime, long MeterStartWh)
{
    /// <summary>Null in versions that know no EVSE.</summary>
    public int? EvseId { get; init; }

    public int? ReservationId { get; init; }

    /// <summary>What the station heard about the token when the session started.</summary>
    public TokenStatus TokenStatus { get; init; }

    /// <summary>When its start came, by our clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How often its start was received.</summary>
    public int StartsReceived { get; init; } = 1;

    /// <summary>How often its end was received.</summary>
    public int StopsReceived { get; init; }

    /// <summary>When its end first came, by our clock; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>By the station's clock; null while it runs.</summary>
    public DateTimeOffset? StopTime { get; init; }

    public long? MeterStopWh { get; init; }

    /// <summary>The token that ended it; null when none was presented.</summary>
    public string? StopIdToken { get; init; }

    /// <summary>In the standard's word; null while it runs. The standard's default stands in for an absent one.</summary>
    public string? StopReason { get; init; }

    public bool IsRunning => StopsReceived == 0;

    /// <summary>Energy reported, in Wh; null while it runs.</summary>
    public long? EnergyWh => MeterStopWh is { } stop ? (long)decimal.Clamp((decimal)stop - MeterStartWh, long.MinValue, long.MaxValue) : null;

    public override string ToString() =>
        $"transaction {TransactionId} of {IdToken} on {Station} connector {ConnectorId}, {(EnergyWh is { } energy ? $"{energy} Wh" : "running")}";
}
