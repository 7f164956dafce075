using ChargerFirmware.Central.Judging;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>Whether the transactions of one station add up (OCPP 1.6, 4.7, 4.8 and 4.10).</summary>
internal sealed class TransactionRules(Csms csms, ConnectedStation station, JudgeOptions options)
{
    /// <summary>What a station writes for an id that it never received (OCPP 1.6 errata, 3.18).</summary>
    private const int UnknownId = -1;

    private readonly MeterValueCheck _values = new(options);
    private readonly List<FollowedTransaction> _transactions = [];
    private readonly List<(int ConnectorId, DateTimeOffset At)> _exchanged = [];
    private bool _hasRefused;

    /// <summary>A transaction's message was not carried out: its station may give it up, and then the others do not add up.</summary>
    public void NoteRefused() => _hasRefused = true;

    /// <summary>The operator's records name another meter at a connector from then on.</summary>
    public void NoteMeterExchanged(int connectorId, DateTimeOffset at) => _exchanged.Add((connectorId, at));

    public Action<CallReply> CheckStart(JudgedCall call, StartTransactionRequest request)
    {
        var record = _transactions.FindLast(known => known.IsStartedBy(request));
        var isNew = record is null;
        if (record is null)
        {
            record = Begin(call, request);
        }
        else if (record.StartAnsweredOn == call.Connection)
        {
            call.Report(ViolationKind.RepeatedStart, $"transaction {record.Id} was started by this message before");
        }

        var answeredOn = record.StartAnsweredOn;
        record.IsIdUnknownToStation = call.IsSpoilt;
        record.StartAnsweredOn = call.IsSpoilt ? null : call.Connection;
        return reply =>
        {
            if (reply is CallReply.Result result && Ocpp16Catalog.StartTransaction.DecodeResponse(result.Payload).TryGet(out var response, out _))
            {
                record.Id = response.TransactionId;
            }
            else if (isNew)
            {
                _transactions.Remove(record);
            }
            else
            {
                record.StartAnsweredOn = answeredOn;
            }
        };
    }

    /// <returns>Takes the right answer; null where it changes nothing.</returns>
    public Action<CallReply>? CheckValues(JudgedCall call, MeterValuesRequest request)
    {
        var record = request.TransactionId is { } id ? Find(id, request.ConnectorId) : null;
        if (record is not null && record.ConnectorId != request.ConnectorId)
        {
            call.Report(
                ViolationKind.ImplausibleMeterValue, $"transaction {record.Id} runs on connector {record.ConnectorId}, not {request.ConnectorId}");
        }

        foreach (var value in request.MeterValue)
        {
            _values.CheckForm(call, value);
            if (record is not null)
            {
                _values.Follow(call, record, value);
            }
        }

        return request.TransactionId is { } unknown && record is null ? _ => ReportUnknown(call, unknown) : null;
    }

    public Action<CallReply> CheckStop(JudgedCall call, StopTransactionRequest request)
    {
        if (Find(request.TransactionId, connectorId: null) is not { } record)
        {
            return _ => ReportUnknown(call, request.TransactionId);
        }

        var (isFirst, answeredOn) = (record.IsRunning, record.StopAnsweredOn);
        if (isFirst)
        {
            record.Stop = request;
            CheckEnd(call, record, request);
            record.Stop = request with { TransactionData = null };
        }
        else
        {
            CheckRepetition(call, record, request);
        }

        record.StopAnsweredOn = call.IsSpoilt ? answeredOn : call.Connection;
        return reply =>
        {
            if (reply is CallReply.Error)
            {
                record.Stop = isFirst ? null : record.Stop;
                record.StopAnsweredOn = answeredOn;
            }
        };
    }

    private static void CheckRepetition(JudgedCall call, FollowedTransaction record, StopTransactionRequest request)
    {
        if (!record.IsStoppedBy(request))
        {
            call.Report(ViolationKind.RepeatedStop, $"transaction {record.Id} was stopped before, by another message");
        }
        else if (record.StopAnsweredOn == call.Connection)
        {
            call.Report(ViolationKind.RepeatedStop, $"transaction {record.Id} was stopped by this message before");
        }
    }

    private FollowedTransaction Begin(JudgedCall call, StartTransactionRequest request)
    {
        if (_transactions.FindLast(record => record.ConnectorId == request.ConnectorId && record.IsRunning) is { } running && !_hasRefused)
        {
            call.Report(ViolationKind.ConnectorBusy, $"transaction {running.Id} runs on connector {request.ConnectorId}");
        }

        if (_transactions.FindLast(record => record.ConnectorId == request.ConnectorId && !record.IsRunning) is { } before)
        {
            CheckOrder(call, before, request);
        }

        if (request.Timestamp - call.Now > options.ClockTolerance + call.Clock.Spread)
        {
            call.Report(ViolationKind.Timestamp, "the start is yet to come");
        }

        return Follow(new FollowedTransaction(request.ConnectorId, request.IdTag, request.Timestamp, request.MeterStart));
    }

    private FollowedTransaction Follow(FollowedTransaction record)
    {
        if (_transactions.Count >= options.MaxSessionsPerStation)
        {
            _transactions.RemoveAt(Math.Max(0, _transactions.FindIndex(known => !known.IsRunning)));
        }

        _transactions.Add(record);
        return record;
    }

    private void CheckOrder(JudgedCall call, FollowedTransaction before, StartTransactionRequest request)
    {
        if (request.MeterStart < before.MeterStopWh && !WasExchanged(call, before, request))
        {
            call.Report(ViolationKind.MeterWentBack, $"meterStart is below the {before.MeterStopWh} Wh at which transaction {before.Id} ended");
        }

        if (before.StopTime - request.Timestamp > options.ClockTolerance + call.Clock.Spread)
        {
            call.Report(ViolationKind.Timestamp, $"transaction {before.Id} ended later, at {before.StopTime:O}");
        }
    }

    /// <summary>Whether the operator's records name another meter since the transaction before: its register begins anywhere.</summary>
    private bool WasExchanged(JudgedCall call, FollowedTransaction before, StartTransactionRequest request) => _exchanged.Exists(exchange =>
        exchange.ConnectorId == request.ConnectorId && before.StartTime - exchange.At <= options.ClockTolerance + call.Clock.Spread &&
        exchange.At - request.Timestamp <= options.ClockTolerance + call.Clock.Spread);

    private void CheckEnd(JudgedCall call, FollowedTransaction record, StopTransactionRequest stop)
    {
        if (stop.MeterStop < record.MeterStartWh)
        {
            call.Report(ViolationKind.MeterWentBack, $"meterStop is below the meterStart of {record.MeterStartWh} Wh");
        }
        else if (record.Trail.Follow(stop.Timestamp, stop.MeterStop, options.MostPowerW) is var (kind, complaint))
        {
            call.Report(kind, $"meterStop of transaction {record.Id}: {complaint}");
        }

        if (stop.Timestamp - call.Now > options.ClockTolerance + call.Clock.Spread)
        {
            call.Report(ViolationKind.Timestamp, "the stop is yet to come");
        }

        if (record.LastValueTime - stop.Timestamp > options.ClockTolerance)
        {
            call.Report(ViolationKind.Timestamp, $"transaction {record.Id} has reported {record.LastValueTime:O} before");
        }

        _values.CheckTransactionData(call, record);
    }

    /// <summary>The transaction that a message means, if it can be determined.</summary>
    private FollowedTransaction? Find(long transactionId, int? connectorId)
    {
        if (_transactions.FindLast(record => record.Id == transactionId) is { } followed)
        {
            return followed;
        }

        if (csms.Sessions.Find(transactionId) is { } known && known.Station == station.Identity)
        {
            return Follow(FollowedTransaction.Of(known));
        }

        return transactionId == UnknownId
            ? _transactions.Find(
                record => record is { IsRunning: true, IsIdUnknownToStation: true } && (connectorId is null || record.ConnectorId == connectorId))
            : null;
    }

    /// <summary>By now whoever has carried the call out has looked into the store.</summary>
    private void ReportUnknown(JudgedCall call, long transactionId)
    {
        if (csms.Sessions.Find(transactionId) is { } known && known.Station == station.Identity)
        {
            Follow(FollowedTransaction.Of(known));
        }
        else if (transactionId != UnknownId || !_hasRefused)
        {
            call.Report(ViolationKind.UnknownTransaction, $"the station has started no transaction {transactionId}");
        }
    }
}
