using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// The time within one transaction: it goes on from the start as it was reported, whatever the station's clock does meanwhile, so that no
/// sample and no end comes before the start and a transaction is as long as it was.
/// </summary>
public sealed class TransactionTime
{
    private readonly StationClock _clock;
    private TimeSpan _stepsIncluded;

    /// <summary>Begins now, by what <paramref name="clock"/> shows now.</summary>
    public TransactionTime(StationClock clock)
    {
        _clock = clock;
        _stepsIncluded = clock.Steps;
    }

    public DateTimeOffset Now => Of(_clock.UtcNow);

    /// <summary>What the transaction's time is when the station's clock shows <paramref name="civil"/>.</summary>
    public DateTimeOffset Of(DateTimeOffset civil) => civil - (_clock.Steps - _stepsIncluded);

    /// <summary>The transaction's time of a <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public DateTimeOffset At(long timestamp) => Of(_clock.At(timestamp));

    /// <summary>A step of the clock counts for this transaction after all: its start has not been read yet.</summary>
    internal void Correct(TimeSpan step) => _stepsIncluded += step;
}
