using ChargerFirmware.Central.Cli.Api.Views;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>The two routes of a project that reserved stations for drivers, answers and refusals in their old form.</summary>
internal sealed class ReserveRoutes(Csms csms, ReservationCaller reservations, string defaultIdToken)
{
    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            ApiRoute.Of(
                "GET", "/list", "The ids of the stations that are connected", [],
                _ => new ChargePointsView([.. csms.Stations.Where(station => station.IsConnected).Select(station => station.Identity)])),
            ApiRoute.Of(
                "POST", "/reserve/{cp}", "Reserves an available connector of a station; 503 where there is none",
                [Parameter.Text("idTag", "a token", 20), Parameter.Whole("minutes", 1, 7 * 24 * 60)], ReserveAsync) with
            {
                Refusals = [409, 502, 503, 504],
                RefusalForm = refused => new ReserveRefusalView(refused.Refusal.Status, refused.Message),
            },
        ];
        return routes.Select(route => route with { Tag = "list and reserve" });
    }

    private async Task<ReserveView> ReserveAsync(ApiRequest request)
    {
        var id = request.Required("cp");
        var station = csms.Find(id) is { IsConnected: true } connected ? connected : throw new ApiException(503, $"No such Charge Point. [{id}]");
        var connectorId = FreeConnectorOf(station) ?? throw new ApiException(503, $"No available connector. [{id}]");
        var (_, status) = await reservations.ReserveAsync(
            station, connectorId, request.Text("idTag") ?? defaultIdToken,
            reservations.ExpiryIn(request.Whole("minutes") ?? ReservationCaller.UsualMinutes));
        return new ReserveView(status);
    }

    /// <summary>The lowest that is available and not reserved.</summary>
    private int? FreeConnectorOf(ConnectedStation station)
    {
        var now = csms.Loop.Time.GetUtcNow();
        var reserved = station.Reservations.Where(reservation => reservation.ExpiryDate > now).Select(reservation => reservation.ConnectorId).ToHashSet();
        return station.Connectors
            .Where(connector => connector is { ConnectorId: > 0, Status: "Available" } && !reserved.Contains(connector.ConnectorId))
            .OrderBy(connector => connector.ConnectorId)
            .FirstOrDefault()?.ConnectorId;
    }
}
