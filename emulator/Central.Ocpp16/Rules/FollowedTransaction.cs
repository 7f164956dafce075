using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>A transaction as its station has reported it so far.</summary>
internal sealed class FollowedTransaction
{
    public FollowedTransaction(int connectorId, string idTag, DateTimeOffset startTime, long meterStartWh)
    {
        ConnectorId = connectorId;
        IdTag = idTag;
        StartTime = startTime;
        MeterStartWh = meterStartWh;
        Trail = new RegisterCheck(startTime, meterStartWh);
        LastValueTime = startTime;
    }

    /// <summary>One that is known from before.</summary>
    public static FollowedTransaction Of(SessionRecord session)
    {
        var followed = new FollowedTransaction(session.ConnectorId, session.IdToken, session.StartTime, session.MeterStartWh) { Id = session.Id };
        if (!session.IsRunning && Enum.TryParse<Reason>(session.StopReason, out var reason))
        {
            followed.Stop = new StopTransactionRequest
            {
                TransactionId = session.Id,
                Timestamp = session.StopTime!.Value,
                MeterStop = session.MeterStopWh!.Value,
                IdTag = session.StopIdToken,
                Reason = reason,
            };
        }

        return followed;
    }

    /// <summary>Null until it is known.</summary>
    public long? Id { get; set; }

    public int ConnectorId { get; }

    public string IdTag { get; }

    /// <summary>By the station's clock.</summary>
    public DateTimeOffset StartTime { get; }

    public long MeterStartWh { get; }

    /// <summary>Its end; null while it runs.</summary>
    public StopTransactionRequest? Stop { get; set; }

    public bool IsRunning => Stop is null;

    public DateTimeOffset? StopTime => Stop?.Timestamp;

    public long? MeterStopWh => Stop?.MeterStop;

    public IReadOnlyList<MeterValue> TransactionData => Stop?.TransactionData ?? [];

    /// <summary>The station may not know the id, because its StartTransaction was not answered right.</summary>
    public bool IsIdUnknownToStation { get; set; }

    /// <summary>The connections on which the last StartTransaction and StopTransaction were answered.</summary>
    public object? StartAnsweredOn { get; set; }

    public object? StopAnsweredOn { get; set; }

    public RegisterCheck Trail { get; }

    public DateTimeOffset LastValueTime { get; set; }

    public bool IsStartedBy(StartTransactionRequest start) =>
        start.ConnectorId == ConnectorId && start.MeterStart == MeterStartWh && start.Timestamp == StartTime &&
        string.Equals(start.IdTag, IdTag, StringComparison.OrdinalIgnoreCase);

    public bool IsStoppedBy(StopTransactionRequest stop) =>
        Stop is { } known && stop.MeterStop == known.MeterStop && stop.Timestamp == known.Timestamp &&
        (stop.Reason ?? Reason.Local) == (known.Reason ?? Reason.Local) && string.Equals(stop.IdTag, known.IdTag, StringComparison.OrdinalIgnoreCase);
}
