using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Reservations;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Access;

/// <summary>
/// Who may reserve what, and who may start where something is reserved (OCPP 1.6, 3.11 and 5.13). A reservation of any connector
/// keeps one of them free without naming it. It ends when it is used, cancelled, or out of date, and when what it stands on is
/// faulted or unavailable.
/// </summary>
public sealed class ReservationService : IDisposable
{
    private readonly ReservationBook _book;
    private readonly IReadOnlyList<Connector> _connectors;
    private readonly StationSettings _settings;
    private readonly StationClock _clock;

    /// <param name="recheck">Called on the loop when a reservation has ended.</param>
    internal ReservationService(
        ReservationBook book, IReadOnlyList<Connector> connectors, StationSettings settings, StationClock clock, Action recheck)
    {
        _book = book;
        _connectors = connectors;
        _settings = settings;
        _clock = clock;
        book.Ended += recheck;
    }

    /// <summary>Those in force, in the order of their ids.</summary>
    public IReadOnlyCollection<Reservation> All => _book.All;

    /// <summary>
    /// Reserves, if it can be. One with the same id is replaced, or stays when this one cannot be. The statuses follow at the
    /// station's next look, so that an answer can go out first.
    /// </summary>
    public async Task<ReservationResult> ReserveAsync(Reservation wanted)
    {
        var result = Judge(wanted);
        if (result == ReservationResult.Accepted)
        {
            await _book.AddAsync(wanted);
        }

        return result;
    }

    /// <summary>Ends a reservation. Without effect when there is none of that id.</summary>
    public void Cancel(int reservationId) => _book.End(reservationId, "it was cancelled");

    public bool Contains(int reservationId) => _book.Find(reservationId) is not null;

    /// <summary>The one that this connector alone is kept for, or null.</summary>
    internal Reservation? On(Connector connector) => _book.On(connector.Id);

    /// <summary>The reservation that keeps this tag from starting on <paramref name="connector"/>, or null.</summary>
    internal Reservation? InTheWay(Connector connector, IdToken idToken, IdToken? groupIdToken)
    {
        if (_book.On(connector.Id) is { } own)
        {
            return own.IsFor(idToken, groupIdToken) ? null : own;
        }

        var others = _book.All.Where(reservation => reservation.ConnectorId is null && !reservation.IsFor(idToken, groupIdToken)).ToList();
        return CountFree(except: connector.Id) < others.Count ? others[0] : null;
    }

    /// <summary>A connector has a new status: what was reserved may be so no longer.</summary>
    internal void Follow()
    {
        foreach (var reservation in _book.All.ToList())
        {
            var connectors = _connectors.Where(connector => reservation.ConnectorId is null || connector.Id == reservation.ConnectorId);
            if (connectors.All(connector => connector.Status is ConnectorStatus.Faulted or ConnectorStatus.Unavailable))
            {
                _book.End(reservation.Id, "what it stood on is faulted or unavailable");
            }
        }
    }

    public void Dispose() => _book.Dispose();

    private ReservationResult Judge(Reservation wanted)
    {
        var isKnown = wanted.ConnectorId is null
            ? _settings.ReserveConnectorZeroSupported
            : _connectors.Any(connector => connector.Id == wanted.ConnectorId);
        if (!isKnown || wanted.ExpiryDate <= _clock.UtcNow)
        {
            return ReservationResult.Rejected;
        }

        var before = _book.Find(wanted.Id);
        if (wanted.ConnectorId is not { } number)
        {
            return CountFree(replaced: before) > CountOfAny(before) ? ReservationResult.Accepted : WhyNone(_connectors);
        }

        var connector = _connectors[number - 1];
        var renews = before?.ConnectorId == connector.Id && connector.Transaction is null && connector.Pending is null;
        if (!renews && !IsFree(connector, before))
        {
            return WhyNone([connector]);
        }

        // One connector has to be left for each reservation of any connector.
        return renews || CountFree(except: connector.Id, replaced: before) >= CountOfAny(before)
            ? ReservationResult.Accepted
            : ReservationResult.Occupied;
    }

    /// <summary>Busy comes first: that passes.</summary>
    private static ReservationResult WhyNone(IReadOnlyList<Connector> connectors)
    {
        var statuses = connectors.Select(connector => connector.Status).ToList();
        return statuses.Exists(status => status is not (ConnectorStatus.Faulted or ConnectorStatus.Unavailable)) ? ReservationResult.Occupied
            : statuses.Contains(ConnectorStatus.Faulted) ? ReservationResult.Faulted
            : ReservationResult.Unavailable;
    }

    private int CountOfAny(Reservation? replaced) => _book.All.Count(reservation => reservation.ConnectorId is null && reservation != replaced);

    /// <summary>Connectors on which anybody could start now.</summary>
    private int CountFree(int? except = null, Reservation? replaced = null) =>
        _connectors.Count(connector => connector.Id != except && IsFree(connector, replaced));

    private bool IsFree(Connector connector, Reservation? replaced) =>
        connector.Status is ConnectorStatus.Available or ConnectorStatus.Reserved && connector.Pending is null &&
        (_book.On(connector.Id) is not { } reservation || reservation == replaced);
}
