using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station;

/// <summary>
/// Keeps the latest time that is known to have been, once an hour and whenever it is told anew: a computer without a battery of its
/// clock then begins where it was, not in 1970.
/// </summary>
internal sealed class ClockKeeper : IDisposable
{
    private const string Row = "utc";
    private static readonly TimeSpan s_period = TimeSpan.FromHours(1);

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

        _timer = clock.Time.CreateTimer(_ => Keep(), null, s_period, s_period);
        clock.Moved += Keep;
    }

    public void Dispose()
    {
        _clock.Moved -= Keep;
        _timer.Dispose();
    }

    private void Keep() => _store.Hold(
        [StoreChange.Put(StoreTables.Clock, Row, Encoding.UTF8.GetBytes(_clock.UtcNow.ToString("O", CultureInfo.InvariantCulture)))]);
}
