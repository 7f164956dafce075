namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// Writes every ten seconds how far the running transactions have come, all of them in one commit: after a power cut nobody else
/// could tell when they were last alive and what the meter had counted (OCPP 1.6, 3.7; the time is ours).
/// </summary>
internal sealed class TransactionProgress : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(10);

    private readonly StationContext _context;
    private readonly ITimer _timer;
    private bool _running;

    public TransactionProgress(StationContext context)
    {
        _context = context;
        _timer = context.Time.CreateTimer(
            static progress => ((TransactionProgress)progress!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

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
        var running = _context.Connectors.Select(connector => connector.Transaction).OfType<Transaction>().ToList();
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
            transaction.AliveAt = transaction.Time!.Now;
        }

        // Without a battery the clock goes on from here after a power cut, and a transaction of then must not begin before this one has ended.
        _context.ClockKeeper.KeepWithNext();
        _context.Loop.Start(() => _context.Events.ProgressedAsync(running));
    }
}
