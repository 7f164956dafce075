using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Sessions;

/// <summary>
/// Writes every ten seconds, and with the first energy, how far the running transactions have come, all of them in one commit: after a power cut nothing else
/// could show when they were last alive and what the meter had counted (OCPP 1.6, 3.7; the time is ours).
/// </summary>
internal sealed class TransactionProgress : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(10);

    private readonly Loop _loop;
    private readonly EventLog _events;
    private readonly ClockKeeper _clockKeeper;
    private readonly List<ConnectorSession> _sessions = [];
    private readonly ITimer _timer;
    private bool _running;

    public TransactionProgress(Loop loop, EventLog events, ClockKeeper clockKeeper)
    {
        _loop = loop;
        _events = events;
        _clockKeeper = clockKeeper;
        _timer = loop.Time.CreateTimer(
            static progress => ((TransactionProgress)progress!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Handles the transactions of one more connector.</summary>
    public void Add(ConnectorSession session) => _sessions.Add(session);

    /// <summary>A transaction has begun. Once none is left, the writing ends by itself.</summary>
    public void Start()
    {
        if (!_running)
        {
            _running = true;
            _timer.Change(s_period, s_period);
        }
    }

    /// <summary>Something about a transaction is worth writing down now.</summary>
    public void Note(Transaction transaction) => Write([transaction]);

    public void Dispose() => _timer.Dispose();

    private void OnDue()
    {
        var running = _sessions.Select(session => session.Transaction).OfType<Transaction>().ToList();
        if (running.Count == 0)
        {
            _running = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        Write(running);
    }

    private void Write(IReadOnlyList<Transaction> running)
    {
        foreach (var transaction in running.Where(transaction => transaction.Time is not null))
        {
            transaction.NoteAlive(transaction.Time!.Now);
        }

        // Without a battery the clock goes on from here after a power cut, and a transaction of then must not begin before this one has ended.
        _clockKeeper.KeepWithNext();
        _loop.Start(() => _events.ProgressedAsync(running));
    }
}
