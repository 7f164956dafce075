using ChargerFirmware.Central.Cli.Api.Views;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>Stations, and all that is known of one.</summary>
internal sealed class StationRoutes(Csms csms, StationCaller caller)
{
    private const string One = "/api/v1/stations/{id}";

    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            ApiRoute.Of("GET", "/api/v1/stations", "All stations that are known", [Parameter.Flag("connected")], List),
            OfOne("", "A station", StationView.Of),
            OfOne("/connectors", "What it last reported of its connectors; 0 is the station", ConnectorView.AllOf),
            OfOne("/configuration", "Its configuration keys, as it last showed them", station => station.Configuration
                .OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase).Select(ConfigurationView.Of).ToList()),
            OfOne("/reservations", "The reservations it has accepted", station => station.Reservations
                .OrderBy(reservation => reservation.Id).Select(ReservationView.Of).ToList()),
            OfOne("/profiles", "The charging profiles it has accepted", station => station.Profiles
                .OrderBy(profile => profile.ConnectorId).ThenBy(profile => profile.ProfileId).Select(ProfileView.Of).ToList()),
            OfOne("/local-list", "The local list it has accepted", station => LocalListView.Of(station.LocalList)),
            LogOf("/states", "Its state log, oldest first: connections, boots, statuses", async (station, limit) =>
                (await csms.Store.StatesAsync(station, limit)).Select(StateView.Of).ToList()),
            LogOf("/maintenance", "The latest requests for firmware and diagnostics, oldest first", async (station, limit) =>
                (await csms.Store.MaintenanceAsync(station, limit)).Select(MaintenanceView.Of).ToList()),
        ];
        return routes.Select(route => route with { Tag = "stations" });
    }

    private List<StationView> List(ApiRequest request) =>
    [
        .. csms.Stations.Where(station => request.Choice("connected") is not { } connected || station.IsConnected == connected).Select(StationView.Of),
    ];

    private ApiRoute OfOne<T>(string path, string summary, Func<ConnectedStation, T> view)
        where T : class =>
        ApiRoute.Of("GET", One + path, summary, [], request => view(Find(request))) with { Refusals = [404] };

    private ApiRoute LogOf<T>(string path, string summary, Func<string, int, Task<T>> read)
        where T : class =>
        ApiRoute.Of("GET", One + path, summary, [Limits.Parameter], request => read(Find(request).Identity, Limits.Of(request)))
            with { Refusals = [404] };

    private ConnectedStation Find(ApiRequest request) => caller.Find(request.Required("id"));
}
