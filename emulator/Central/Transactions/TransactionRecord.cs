using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Transactions;

/// <summary>A transaction as its station has reported it.</summary>
public sealed class TransactionRecord
{
    private readonly List<MeterValue> _meterValues = [];

    internal TransactionRecord(int id, string station, StartTransactionRequest start)
    {
        Id = id;
        Station = station;
        ConnectorId = start.ConnectorId;
        IdTag = start.IdTag;
        StartTime = start.Timestamp;
        MeterStartWh = start.MeterStart;
        ReservationId = start.ReservationId;
        Trail = new RegisterCheck(start.Timestamp, start.MeterStart);
        LastValueTime = start.Timestamp;
    }

    public int Id { get; }

    public string Station { get; }

    public int ConnectorId { get; }

    public string IdTag { get; }

    /// <summary>By the station's clock.</summary>
    public DateTimeOffset StartTime { get; }

    public long MeterStartWh { get; }

    public int? ReservationId { get; }

    /// <summary>What the station heard about the tag when the transaction started.</summary>
    public AuthorizationStatus TagStatus { get; internal set; }

    /// <summary>How often its StartTransaction was received.</summary>
    public int StartsReceived { get; internal set; } = 1;

    /// <summary>How often its StopTransaction was received.</summary>
    public int StopsReceived { get; internal set; }

    public bool IsRunning => StopsReceived == 0;

    /// <summary>By the station's clock; null while it runs.</summary>
    public DateTimeOffset? StopTime { get; private set; }

    public long? MeterStopWh { get; private set; }

    /// <summary>The tag that ended it; null when none was presented.</summary>
    public string? StopIdTag { get; private set; }

    /// <summary>Null while it runs. The standard's default stands in for an absent one.</summary>
    public Reason? StopReason { get; private set; }

    /// <summary>What StopTransaction brought along.</summary>
    public IReadOnlyList<MeterValue> TransactionData { get; private set; } = [];

    /// <summary>Energy reported, in Wh; null while it runs.</summary>
    public long? EnergyWh => MeterStopWh is { } stop ? (long)decimal.Clamp((decimal)stop - MeterStartWh, long.MinValue, long.MaxValue) : null;

    /// <summary>What MeterValues brought, in order of arrival; the first ones, where there were too many to keep.</summary>
    public IReadOnlyList<MeterValue> MeterValues => _meterValues;

    /// <summary>The station may not know the id, because its StartTransaction was answered with nonsense.</summary>
    internal bool IsIdUnknownToStation { get; set; }

    /// <summary>The connections on which the last StartTransaction and StopTransaction were answered.</summary>
    internal object? StartAnsweredOn { get; set; }

    internal object? StopAnsweredOn { get; set; }

    internal RegisterCheck Trail { get; }

    internal DateTimeOffset LastValueTime { get; set; }

    public override string ToString() =>
        $"transaction {Id} of {IdTag} on {Station} connector {ConnectorId}, {(EnergyWh is { } energy ? $"{energy} Wh" : "running")}";

    internal bool IsStartedBy(StartTransactionRequest start) =>
        start.ConnectorId == ConnectorId && start.MeterStart == MeterStartWh && start.Timestamp == StartTime &&
        string.Equals(start.IdTag, IdTag, StringComparison.OrdinalIgnoreCase);

    internal bool IsStoppedBy(StopTransactionRequest stop) =>
        stop.MeterStop == MeterStopWh && stop.Timestamp == StopTime && (stop.Reason ?? Reason.Local) == StopReason &&
        string.Equals(stop.IdTag, StopIdTag, StringComparison.OrdinalIgnoreCase);

    /// <param name="hasRoom">Takes room for so many bytes, if there is any.</param>
    internal void Keep(MeterValue value, int max, Func<long, bool> hasRoom)
    {
        if (_meterValues.Count < max && hasRoom(CostOf(value)))
        {
            _meterValues.Add(value);
        }
    }

    internal void Stop(StopTransactionRequest stop, Func<long, bool> hasRoom)
    {
        StopsReceived = 1;
        StopTime = stop.Timestamp;
        MeterStopWh = stop.MeterStop;
        StopIdTag = stop.IdTag;
        StopReason = stop.Reason ?? Reason.Local;
        TransactionData = stop.TransactionData is { } data && hasRoom(data.Sum(CostOf)) ? data : [];
    }

    // Bytes, about.
    private static long CostOf(MeterValue value) => 64 + value.SampledValue.Sum(sampled => 96 + (2L * sampled.Value.Length));
}
