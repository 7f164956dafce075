using ChargerFirmware.Central.Tags;
using ChargerFirmware.Central.Transactions;
using ChargerFirmware.Central.Violations;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Answers;

/// <summary>
/// Keeps the transactions of one station. Whatever a message says it is answered, because a station sends what is not answered for
/// ever (OCPP 1.6, 4.8 and 4.10).
/// </summary>
internal sealed class TransactionHandler(CsmsOptions options, TransactionBook book, TagRegister tags)
{
    /// <summary>What a station writes for an id that it never received (OCPP 1.6 errata, 3.18).</summary>
    private const int UnknownId = -1;

    private readonly MeterValueCheck _values = new(options);
    private readonly List<(int ConnectorId, DateTimeOffset At)> _exchanged = [];
    private bool _hasRefused;

    public event Action<TransactionRecord>? Started;

    public event Action<TransactionRecord>? Stopped;

    /// <summary>A transaction's message was not carried out: its station may give it up, and then the others do not add up.</summary>
    public void NoteRefusal() => _hasRefused = true;

    /// <summary>The operator's records name another meter at a connector from then on.</summary>
    public void NoteMeterExchanged(int connectorId, DateTimeOffset at) => _exchanged.Add((connectorId, at));

    public StartTransactionResponse Start(CallContext context, StartTransactionRequest request)
    {
        var record = book.Find(context.Station.Identity, request);
        if (record is null)
        {
            record = Begin(context, request);
        }
        else
        {
            record.StartsReceived++;
            if (record.StartAnsweredOn == context.Connection)
            {
                context.Report(ViolationKind.RepeatedStart, $"transaction {record.Id} was started by this message before");
            }
        }

        var info = context.Station.Behaviour.StartTransactionInfo ?? context.Station.Judge(request.IdTag, tags.ForStart(request.IdTag));
        record.TagStatus = info.Status;
        record.IsIdUnknownToStation = context.Plan is not null;
        record.StartAnsweredOn = context.Plan is null ? context.Connection : null;
        return new StartTransactionResponse { TransactionId = record.Id, IdTagInfo = info };
    }

    public void TakeValues(CallContext context, MeterValuesRequest request)
    {
        var record = request.TransactionId is { } id ? Find(context, id, request.ConnectorId) : null;
        if (record is not null && record.ConnectorId != request.ConnectorId)
        {
            context.Report(
                ViolationKind.ImplausibleMeterValue, $"transaction {record.Id} runs on connector {record.ConnectorId}, not {request.ConnectorId}");
        }

        foreach (var value in request.MeterValue)
        {
            _values.CheckForm(context, value);
            if (record is not null)
            {
                _values.Follow(context, record, value);
                record.Keep(value, options.MaxMeterValuesPerTransaction, book.TryTakeRoom);
            }
        }
    }

    public StopTransactionResponse Stop(CallContext context, StopTransactionRequest request)
    {
        var record = Find(context, request.TransactionId, connectorId: null);
        if (record is { IsRunning: true })
        {
            record.Stop(request, book.TryTakeRoom);
            CheckStop(context, record);
            Stopped?.Invoke(record);
        }
        else if (record is not null)
        {
            record.StopsReceived++;
            CheckRepetition(context, record, request);
        }

        if (record is not null && context.Plan is null)
        {
            record.StopAnsweredOn = context.Connection;
        }

        return new StopTransactionResponse { IdTagInfo = request.IdTag is { } idTag ? context.Station.Judge(idTag, tags.ForAuthorize(idTag)) : null };
    }

    private static void CheckRepetition(CallContext context, TransactionRecord record, StopTransactionRequest request)
    {
        if (!record.IsStoppedBy(request))
        {
            context.Report(ViolationKind.RepeatedStop, $"transaction {record.Id} was stopped before, by another message");
        }
        else if (record.StopAnsweredOn == context.Connection)
        {
            context.Report(ViolationKind.RepeatedStop, $"transaction {record.Id} was stopped by this message before");
        }
    }

    private TransactionRecord Begin(CallContext context, StartTransactionRequest request)
    {
        var station = context.Station.Identity;
        if (book.Running(station, request.ConnectorId) is { } running && !_hasRefused)
        {
            context.Report(ViolationKind.ConnectorBusy, $"transaction {running.Id} runs on connector {request.ConnectorId}");
        }

        if (book.Of(station, request.ConnectorId).LastOrDefault(record => !record.IsRunning) is { } before)
        {
            CheckOrder(context, before, request);
        }

        if (request.Timestamp - context.Now > options.ClockTolerance + context.Clock.Spread)
        {
            context.Report(ViolationKind.Timestamp, "the start is yet to come");
        }

        var started = book.Start(station, request);
        Started?.Invoke(started);
        return started;
    }

    private void CheckOrder(CallContext context, TransactionRecord before, StartTransactionRequest request)
    {
        if (request.MeterStart < before.MeterStopWh && !WasExchanged(context, before, request))
        {
            context.Report(ViolationKind.MeterWentBack, $"meterStart is below the {before.MeterStopWh} Wh at which transaction {before.Id} ended");
        }

        if (before.StopTime - request.Timestamp > options.ClockTolerance + context.Clock.Spread)
        {
            context.Report(ViolationKind.Timestamp, $"transaction {before.Id} ended later, at {before.StopTime:O}");
        }
    }

    /// <summary>Whether the operator's records name another meter since the transaction before: its register begins anywhere.</summary>
    private bool WasExchanged(CallContext context, TransactionRecord before, StartTransactionRequest request) => _exchanged.Exists(exchange =>
        exchange.ConnectorId == request.ConnectorId && before.StartTime - exchange.At <= options.ClockTolerance + context.Clock.Spread &&
        exchange.At - request.Timestamp <= options.ClockTolerance + context.Clock.Spread);

    private void CheckStop(CallContext context, TransactionRecord record)
    {
        var (time, meterStopWh) = (record.StopTime!.Value, record.MeterStopWh!.Value);
        if (meterStopWh < record.MeterStartWh)
        {
            context.Report(ViolationKind.MeterWentBack, $"meterStop is below the meterStart of {record.MeterStartWh} Wh");
        }
        else if (record.Trail.Follow(time, meterStopWh, options.MostPowerW) is var (kind, complaint))
        {
            context.Report(kind, $"meterStop of transaction {record.Id}: {complaint}");
        }

        if (time - context.Now > options.ClockTolerance + context.Clock.Spread)
        {
            context.Report(ViolationKind.Timestamp, "the stop is yet to come");
        }

        if (record.LastValueTime - time > options.ClockTolerance)
        {
            context.Report(ViolationKind.Timestamp, $"transaction {record.Id} has reported {record.LastValueTime:O} before");
        }

        _values.CheckTransactionData(context, record);
    }

    /// <summary>The transaction that a message means, if it can be determined.</summary>
    private TransactionRecord? Find(CallContext context, long transactionId, int? connectorId)
    {
        var station = context.Station.Identity;
        if (book.Find(transactionId) is { } record && record.Station == station)
        {
            return record;
        }

        if (transactionId == UnknownId)
        {
            var unknown = book.Of(station, connectorId).FirstOrDefault(candidate => candidate is { IsRunning: true, IsIdUnknownToStation: true });
            if (unknown is not null || _hasRefused)
            {
                return unknown;
            }
        }

        context.Report(ViolationKind.UnknownTransaction, $"the station has started no transaction {transactionId}");
        return null;
    }
}
