using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// Moves the stamps of this run when its clock turns out to have been off; none of them has been sent by then. A correction counts from the
/// first event of the run, and the latest replaces the one before.
/// </summary>
internal sealed class StampCorrection
{
    private readonly WatchedStore _store;
    private readonly EventNumbers _numbers;
    private readonly EventReaders _readers;
    private readonly HeldEvents _held;
    private readonly IReadOnlyDictionary<long, Transaction> _running;
    private readonly long _first;

    /// <param name="numbers">As they stand when the run begins.</param>
    public StampCorrection(
        WatchedStore store, StationClock clock, EventNumbers numbers, EventReaders readers,
        HeldEvents held, IReadOnlyDictionary<long, Transaction> running)
    {
        (_store, _numbers, _readers, _held, _running) = (store, numbers, readers, held, running);
        _first = numbers.Last.Sequence + 1;
        clock.Synchronised += Correct;
    }

    /// <summary>Null while the clock of this run was right.</summary>
    public ClockCorrection? Latest { get; private set; }

    /// <summary>Ends when the moved stamps would survive a power cut: what is sent before might be sent again with others.</summary>
    public Task Kept { get; private set; } = Task.CompletedTask;

    private void Correct(TimeSpan by)
    {
        Latest = new ClockCorrection(_first, _numbers.Last.Sequence, by);

        // Stores the last numbers, too: an unused one that is given again after a restart would wrongly be corrected.
        var changes = new List<StoreChange> { EventRows.Put(Latest), EventRows.Put(_numbers.Last) };
        _readers.Correct(Latest);
        foreach (var happened in _held.Histories.SelectMany(history => history.Data.Append(history.Started)))
        {
            Latest.ApplyTo(happened);
        }

        foreach (var transaction in _running.Values)
        {
            transaction.Correct(by);
            if (transaction.MeterStopWh is null)
            {
                // A transaction that is just ending needs no checkpoint any more.
                changes.Add(EventRows.PutCheckpoint(transaction));
            }
        }

        Kept = _store.CommitOrHoldAsync(changes);
    }
}
