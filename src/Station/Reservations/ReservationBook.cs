using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Reservations;

/// <summary>
/// The reservations in force, kept over a restart. They expire by civil time, so a clock that jumps makes them expire earlier or later; where
/// the clock has no battery a power cut puts them off by as long as it lasts, and a minute more. A store that cannot be written costs only
/// their survival.
/// </summary>
internal sealed class ReservationBook : IDisposable
{
    /// <summary>A timer cannot wait for years, and need not: it looks again every day.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly SortedDictionary<int, Reservation> _reservations = [];
    private readonly WatchedStore _store;
    private readonly StationClock _clock;
    private readonly ClockKeeper _keeper;
    private readonly ILogger _logger;
    private readonly ITimer _expiry;

    public ReservationBook(WatchedStore store, StationClock clock, ClockKeeper keeper, ILogger logger)
    {
        _keeper = keeper;
        _store = store;
        _clock = clock;
        _logger = logger;
        foreach (var row in store.Load(StoreTables.Reservations))
        {
            if (row.Read(StoreTables.Reservations, ReservationJson.Default.Reservation, logger) is { } reservation)
            {
                _reservations[reservation.Id] = reservation;
            }
        }

        _expiry = clock.Time.CreateTimer(static book => ((ReservationBook)book!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Moved += Expire;
        Expire();
    }

    /// <summary>A reservation has ended. Raised on the loop.</summary>
    public event Action? Ended;

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyCollection<Reservation> All => _reservations.Values;

    public Reservation? Find(int id) => _reservations.GetValueOrDefault(id);

    /// <summary>The one that this connector alone is kept for, or null.</summary>
    public Reservation? On(int connectorId) => _reservations.Values.FirstOrDefault(reservation => reservation.ConnectorId == connectorId);

    /// <summary>The one that a start by this tag on this connector makes use of: the connector's own, else one of any connector.</summary>
    public Reservation? HeldFor(int connectorId, IdToken idToken, IdToken? groupIdToken) =>
        _reservations.Values
            .Where(reservation => reservation.ConnectorId == connectorId || (reservation.ConnectorId is null && On(connectorId) is null))
            .FirstOrDefault(reservation => reservation.IsFor(idToken, groupIdToken));

    /// <summary>Adds one, in place of the one with its id. In force at once; ends when it would survive a power cut.</summary>
    public Task AddAsync(Reservation reservation)
    {
        _reservations[reservation.Id] = reservation;
        _keeper.KeepWithNext();
        Arm();
        return _store.CommitOrHoldAsync([StoreChange.Put(
            StoreTables.Reservations, Key(reservation.Id), JsonSerializer.SerializeToUtf8Bytes(reservation, ReservationJson.Default.Reservation))]);
    }

    /// <summary>A transaction has begun on one, or did before a power cut that came before this was written.</summary>
    public void Use(Transaction transaction)
    {
        // The id alone would do, had not the central system given it away again meanwhile.
        var held = HeldFor(transaction.ConnectorId, transaction.IdToken, transaction.GroupIdToken);
        if (held is not null && held.Id == transaction.ReservationId)
        {
            End(held.Id, "it was used");
        }
    }

    /// <summary>Ends one. Without effect when there is none of that id.</summary>
    public void End(int id, string why)
    {
        if (_reservations.Remove(id, out var reservation))
        {
            _logger.LogInformation("Connector {ConnectorId}: reservation {ReservationId} has ended: {Why}", reservation.ConnectorId ?? 0, id, why);
            _store.Hold([StoreChange.Delete(StoreTables.Reservations, Key(id))]);
            Arm();
            Ended?.Invoke();
        }
    }

    public void Dispose()
    {
        _clock.Moved -= Expire;
        _expiry.Dispose();
    }

    private static string Key(int id) => id.ToString(CultureInfo.InvariantCulture);

    private void Expire()
    {
        foreach (var expired in _reservations.Values.Where(reservation => reservation.ExpiryDate <= _clock.UtcNow).ToList())
        {
            End(expired.Id, "its date has passed");
        }

        Arm();
    }

    private void Arm()
    {
        _keeper.AwaitsDate = _reservations.Count > 0;
        if (_reservations.Count == 0)
        {
            _expiry.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = _reservations.Values.Min(reservation => reservation.ExpiryDate) - _clock.UtcNow;
        _expiry.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > s_longestWait ? s_longestWait : wait, Timeout.InfiniteTimeSpan);
    }
}
