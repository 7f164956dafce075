using ChargerFirmware.Central.Cli.Api.Views;
using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>Looking at the central system itself: the frames of its stations, and whether it is well.</summary>
internal sealed class TraceRoutes(Csms csms)
{
    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            ApiRoute.Of(
                "GET", "/api/v1/frames", "The latest frames, oldest first, without the secrets in them",
                [Parameter.Text("station", "a station's id", 255), Limits.Parameter], FramesAsync),
            ApiRoute.Of("GET", "/api/v1/health", "Whether the central system and its store answer", [], HealthAsync),
            ApiRoute.Of("GET", "/health", "The same, for those who ask at the usual place", [], HealthAsync),
        ];
        return routes.Select(route => route with { Tag = "central system" });
    }

    private async Task<List<FrameView>> FramesAsync(ApiRequest request) =>
        [.. (await csms.Store.FramesAsync(request.Text("station"), Limits.Of(request))).Select(FrameView.Of)];

    private async Task<HealthView> HealthAsync(ApiRequest request)
    {
        await csms.Store.SessionsAsync(new SessionQuery(Limit: 1));
        return new HealthView(true, csms.Loop.Time.GetUtcNow(), csms.Stations.Count, csms.Stations.Count(station => station.IsConnected));
    }
}
