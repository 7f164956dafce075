using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Telemetry.Journal;

/// <summary>
/// A transaction log whose begins and ends are events for operators, too. An event and what it tells of are in one commit: no power cut
/// leaves one without the other.
/// </summary>
public sealed class ToldTransactionLog(ITransactionLog log, EventJournal events) : ITransactionLog
{
    public IReadOnlyList<Transaction> Interrupted => log.Interrupted;

    public long NextKey() => log.NextKey();

    public async Task StartedAsync(Transaction transaction)
    {
        var row = Prepare(transaction, isOfBefore: false);
        try
        {
            await log.StartedAsync(transaction);
        }
        catch (IOException)
        {
            With(row, events.TakeBack);
            throw;
        }

        With(row, events.Append);
    }

    public Task ProgressedAsync(IReadOnlyList<Transaction> running) => log.ProgressedAsync(running);

    public Task SampledAsync(Transaction transaction, MeterSample told, MeterSample? kept) => log.SampledAsync(transaction, told, kept);

    public async Task EndedAsync(Transaction transaction)
    {
        var row = Prepare(transaction, isOfBefore: log.Interrupted.Contains(transaction));
        await log.EndedAsync(transaction);
        With(row, events.Append);
    }

    private EventRow? Prepare(Transaction transaction, bool isOfBefore)
    {
        EventRow? row = null;
        events.Isolation.Run(() => row = events.Prepare(transaction, isOfBefore));
        return row;
    }

    private void With(EventRow? row, Action<EventRow> step)
    {
        if (row is not null)
        {
            events.Isolation.Run(() => step(row));
        }
    }
}
