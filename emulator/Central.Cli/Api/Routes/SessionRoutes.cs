using ChargerFirmware.Central.Cli.Api.Views;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>Charging sessions, those that run and those that have ended.</summary>
internal sealed class SessionRoutes(Csms csms)
{
    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            ApiRoute.Of(
                "GET", "/api/v1/sessions", "Sessions in order of their ids; the next page begins after the last id of this one",
                [
                    Parameter.Text("station", "a station's id", 255), Parameter.Whole("connector", 0, int.MaxValue), Parameter.Flag("running"),
                    Parameter.Whole("after", 0, long.MaxValue), Limits.Parameter,
                ],
                ListAsync),
            ApiRoute.Of("GET", "/api/v1/sessions/{session}", "A session", [], async request => SessionView.Of(await FindAsync(request)))
                with { Refusals = [404] },
            ApiRoute.Of("GET", "/api/v1/sessions/{session}/samples", "All meter values of a session, in the order in which they came", [], SamplesAsync)
                with { Refusals = [404] },
        ];
        return routes.Select(route => route with { Tag = "sessions" });
    }

    private async Task<List<SessionView>> ListAsync(ApiRequest request)
    {
        var query = new SessionQuery(
            request.Text("station"), request.Int("connector"), request.Choice("running"), request.Whole("after") ?? 0, Limits.Of(request));
        return [.. (await csms.Store.SessionsAsync(query)).Select(SessionView.Of)];
    }

    private async Task<List<SampleView>> SamplesAsync(ApiRequest request)
    {
        var session = await FindAsync(request);
        return [.. (await csms.Store.SamplesAsync(session.Id)).Select(SampleView.Of)];
    }

    private async Task<SessionRecord> FindAsync(ApiRequest request)
    {
        var text = request.Required("session");
        var id = (long?)Parameter.Whole("session", 1, long.MaxValue).Read(text) ??
            throw new ApiException(404, $"there is no session '{Bench.Quoted.Short(text)}'; expected a session's id, a whole number from 1");
        return await csms.Store.FindSessionAsync(id) ?? throw new ApiException(404, $"there is no session {id}; expected one that a station has reported");
    }
}
