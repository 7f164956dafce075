using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// Brings what the station stamps by its clock, which may be wrong and put right, back to the bench's own time: when transactions began and
/// ended here, and how far the station's clock was ahead at each time.
/// </summary>
internal sealed class DayTime
{
    /// <summary>Transport, turns and the commit between a reading and its report.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(3);

    /// <summary>A report may have been stamped before a step and be sent after it.</summary>
    private static readonly TimeSpan s_underWay = TimeSpan.FromMinutes(1);

    private readonly Workbench _bench;
    private readonly Action<string> _break;
    private readonly List<(DateTimeOffset Since, TimeSpan Ahead)> _errors = [];
    private readonly List<(Transaction Transaction, DateTimeOffset At)> _begun = [];
    private readonly List<(Transaction Transaction, DateTimeOffset At)> _ended = [];
    private readonly List<DateTimeOffset> _starts = [];

    public DayTime(Workbench bench, Action<string> @break)
    {
        _bench = bench;
        _break = @break;
        bench.Restarted += OnStarted;
    }

    private DateTimeOffset Now => _bench.Loop.Time.GetUtcNow();

    /// <summary>When what the station has just reported as of <paramref name="stamp"/> was, in the bench's time.</summary>
    public DateTimeOffset OfReport(DateTimeOffset stamp)
    {
        var ahead = _errors[^1].Ahead;
        for (var index = _errors.Count - 1; index > 0 && Now - _errors[index].Since < s_underWay; index--)
        {
            // The latest time that is not yet to come.
            var before = _errors[index - 1].Ahead;
            var isYetToCome = stamp - ahead > Now + s_slack;
            ahead = isYetToCome || (before < ahead && stamp - before <= Now + s_slack) ? before : ahead;
        }

        return stamp - ahead;
    }

    /// <summary>The transaction in the bench's time. Breaks when it was longer or shorter than it was, or stamped by a clock that nobody had.</summary>
    public DayTransaction Of(SessionRecord reported)
    {
        if (AheadAtStart(reported) is not { } ahead)
        {
            // A power cut may come between the commit of a start and the event of it: then by the clock of then.
            ahead = Nearest(reported.StartTime);
        }

        var transaction = new DayTransaction(reported, _bench.CentralSystem.Store.Samples(reported.Id), ahead);
        if (!WasEver(ahead))
        {
            _break($"{reported} was stamped {reported.StartTime:O}, {ahead} ahead, which no clock ever was");
        }
        else if (reported.StopReason != nameof(Reason.PowerLoss) && _ended.Count > 0 && !Ended(transaction))
        {
            _break($"{reported} is reported until {transaction.StopTime:HH:mm:ss.fff}, and did not end then");
        }

        return transaction;
    }

    /// <summary>A power cut may come between the reason and the end: then it is ended after the start, as of when it was last known to run.</summary>
    private bool Ended(DayTransaction transaction) => _ended.Exists(known => IsOf(known.Transaction, transaction.Reported) &&
        ((known.At - transaction.StopTime)?.Duration() <= s_slack || _starts.Exists(start => start >= transaction.StopTime && start <= known.At)));

    private void OnStarted()
    {
        Note();
        _starts.Add(Now);
        _bench.Csms!.Clock.Excuse(_bench.Site.Computer.ClockError);
        var station = _bench.Station;
        station.Clock.Moved += Note;
        station.Events.Happened += happened => NoteBounds(happened, station.Events.TransactionOf(happened));
    }

    private void NoteBounds(StationEvent happened, Transaction? transaction)
    {
        if (transaction is not null && happened is TransactionStarted)
        {
            _begun.Add((transaction, Now));
        }
        else if (transaction is not null && happened is TransactionEnded)
        {
            _ended.Add((transaction, Now));
        }
    }

    private void Note() => _errors.Add((Now, _bench.Station.Clock.UtcNow - Now));

    private bool WasEver(TimeSpan ahead) => _errors.Exists(error => (error.Ahead - ahead).Duration() <= s_slack);

    private static bool IsOf(Transaction known, SessionRecord reported) =>
        known.ConnectorId == reported.ConnectorId && known.MeterStartWh == reported.MeterStartWh && known.IdToken.Value == reported.IdToken;

    /// <summary>How far it was ahead, by when it began here. Stamps may have been corrected before they were sent, so they name nothing.</summary>
    private TimeSpan? AheadAtStart(SessionRecord reported)
    {
        var candidates = _begun.Where(known => IsOf(known.Transaction, reported)).Select(known => (TimeSpan?)(reported.StartTime - known.At)).ToList();
        return candidates.Find(candidate => WasEver(candidate!.Value)) ?? candidates.FirstOrDefault();
    }

    private TimeSpan Nearest(DateTimeOffset stamp) => _errors
        .Where((error, index) => stamp - error.Ahead >= error.Since - s_slack &&
            (index == _errors.Count - 1 || stamp - error.Ahead <= _errors[index + 1].Since + s_slack))
        .Select(error => error.Ahead).LastOrDefault();
}
