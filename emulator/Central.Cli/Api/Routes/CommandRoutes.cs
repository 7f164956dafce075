using ChargerFirmware.Central.Cli.Api.Views;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>Calling a station: every action that a central system calls, by its name and with its payload.</summary>
internal sealed class CommandRoutes(StationCaller caller)
{
    private const string One = "/api/v1/stations/{id}";

    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            ApiRoute.Of(
                "POST", One + "/commands/{action}",
                "Makes a call in the version that the station speaks; with force=true as it is written, whatever it says",
                [Parameter.Flag("force")], CallAsync) with
            {
                Payload = "The payload of the call, such as {\"type\":\"Soft\"} for Reset; none for {}",
                Refusals = [.. StationCaller.Refusals, 422],
            },
            ApiRoute.Of(
                "POST", One + "/disconnect", "Ends the connection of a station, which will dial again",
                [Parameter.Text("reason", "why, for logs,", 100)], Disconnect) with { Refusals = [404, 409] },
        ];
        return routes.Select(route => route with { Tag = "commands" });
    }

    private async Task<CommandView> CallAsync(ApiRequest request)
    {
        var station = caller.Find(request.Required("id"));
        var action = request.Required("action");
        var (payload, seconds) = await caller.CallAsync(station, action, request.Payload, request.Flag("force"));
        return new CommandView(station.Identity, action, payload, seconds);
    }

    private DisconnectedView Disconnect(ApiRequest request)
    {
        var station = caller.Find(request.Required("id"));
        if (!station.IsConnected)
        {
            throw StationCaller.NotConnected(station);
        }

        station.Disconnect(request.Text("reason") ?? "an operator wants it");
        return new DisconnectedView(station.Identity);
    }
}
