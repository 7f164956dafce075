using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Timing;

/// <summary>
/// Keeps the latest time that is known to have been: a computer without a battery of its clock then begins where it was, not in 1970.
/// Every five minutes, whenever the clock is moved, with what is written of a running transaction, and every minute while a date is
/// waited for, which the power cut must not put off.
/// </summary>
internal sealed class ClockKeeper : IDisposable
{
    private const string Row = "utc";
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_periodWithDates = TimeSpan.FromMinutes(1);

    private readonly StationClock _clock;
    private readonly WatchedStore _store;
    private readonly ITimer _timer;

    public ClockKeeper(StationClock clock, WatchedStore store)
    {
        _clock = clock;
        _store = store;
        foreach (var row in store.Load(StoreTables.Clock))
        {
            if (DateTimeOffset.TryParseExact(
                Encoding.UTF8.GetString(row.Value.Span), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
            {
                clock.AssumeAfter(last);
            }
        }

        _timer = clock.Time.CreateTimer(static keeper => ((ClockKeeper)keeper!).Keep(), this, s_period, s_period);
        clock.Moved += Keep;
    }

    /// <summary>Whether something waits for a date.</summary>
    public bool AwaitsDate
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                var period = value ? s_periodWithDates : s_period;
                _timer.Change(period, period);
            }
        }
    }

    /// <summary>Has the time of now written with the commit that follows.</summary>
    public void KeepWithNext()
    {
        // Skipped while the store fails, so that held changes do not pile up.
        if (!_store.IsFailing)
        {
            _store.HoldForNext([Now()]);
        }
    }

    public void Dispose()
    {
        _clock.Moved -= Keep;
        _timer.Dispose();
    }

    private void Keep()
    {
        if (!_store.IsFailing)
        {
            _store.Hold([Now()]);
        }
    }

    private StoreChange Now() => StoreChange.Put(
        StoreTables.Clock, Row, Encoding.UTF8.GetBytes(_clock.UtcNow.ToString("O", CultureInfo.InvariantCulture)));
}
