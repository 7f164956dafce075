namespace ChargerFirmware.Central.Cli.Api;

/// <summary>Makes reservations, each under a number that its station does not use yet. Used on the loop.</summary>
internal sealed class ReservationCaller(Csms csms)
{
    /// <summary>How long a reservation holds where nothing else is said.</summary>
    public const int UsualMinutes = 15;

    // Requests that overlap must not get one number: it would replace the other's reservation.
    private int _lastId;

    /// <param name="connectorId">0 for any.</param>
    /// <param name="id">To replace that reservation; null for a new one.</param>
    /// <returns>Its number, and the station's own word.</returns>
    /// <exception cref="ApiException">The station has not answered.</exception>
    public async Task<(int Id, string Status)> ReserveAsync(
        ConnectedStation station, int connectorId, string idToken, DateTimeOffset expiryDate, int? id = null)
    {
        var number = id ?? NextId(station);
        return (number, await StationCaller.AskAsync(
            station, "a reservation", commands => commands.ReserveAsync(number, connectorId, idToken, expiryDate)));
    }

    public DateTimeOffset ExpiryIn(long minutes) => csms.Loop.Time.GetUtcNow() + TimeSpan.FromMinutes(minutes);

    private int NextId(ConnectedStation station)
    {
        var used = station.Reservations.Select(reservation => reservation.Id).ToHashSet();
        do
        {
            _lastId = _lastId == int.MaxValue ? 1 : _lastId + 1;
        }
        while (used.Contains(_lastId));
        return _lastId;
    }
}
