using ChargerFirmware.Central.Cli.Api.Views;
using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>
/// The commands of <c>central.py</c> by their old routes and names: the station stands in the body as cpid. What a station refuses is its answer (200,
/// <c>"ok":false</c>).
/// </summary>
internal sealed class CpidRoutes(Csms csms, StationCaller caller, ReservationCaller reservations, string defaultIdToken)
{
    private const int LongestTag = 20;

    private static readonly Parameter s_connector = Parameter.Whole("connectorId", 1, int.MaxValue);
    private static readonly Parameter s_idTag = Parameter.Text("idTag", "a token", LongestTag);
    private static readonly Parameter s_transaction = Parameter.Whole("transactionId", 1, long.MaxValue);
    private static readonly Parameter s_reservation = Parameter.Whole("reservationId", 0, int.MaxValue);

    /// <summary>What clients of that project send along.</summary>
    private static readonly Parameter[] s_unused =
        [Parameter.Unused("timestamp"), Parameter.Unused("vid"), Parameter.Unused("kv"), Parameter.Unused("kvMap"), Parameter.Unused("hash")];

    /// <summary>The station, which the body of each of these routes names.</summary>
    public static Parameter Cpid { get; } = Parameter.Text("cpid", "a station's id", 255) with { IsRequired = true };

    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            ApiRoute.Of("GET", "/api/v1/active", "The sessions that run", [], Active),
            Post("/api/v1/start", "Asks a station to start a session", [s_connector, s_idTag, s_transaction, .. s_unused], StartAsync),
            Post("/api/v1/stop", "Asks a station to end a session: that one, the one on a connector or of a token, or the only one",
                [s_transaction, s_connector, s_idTag, .. s_unused], StopAsync),
            Post("/charge/stop", "Asks a station to end the session on a connector", [s_connector with { IsRequired = true }], StopAsync),
            Post("/api/v1/reset", "Restarts a station, in order where nothing else is said", [Parameter.OneOf("type", "Soft", "Hard")], request =>
                AskAsync(request, "Reset", commands => commands.ResetAsync(request.Text("type") == "Hard"))),
            Post("/api/v1/unlock", "Unlocks the cable of a connector", [s_connector with { IsRequired = true }], request =>
                AskAsync(request, "UnlockConnector", commands => commands.UnlockAsync(request.Int("connectorId")!.Value))),
            Post("/api/v1/reserve", "Reserves a connector, or any where none is named",
                [
                    Parameter.Whole("connectorId", 0, int.MaxValue), s_idTag, s_reservation, Parameter.Moment("expiryDate"),
                    Parameter.Whole("minutes", 1, 7 * 24 * 60),
                ],
                ReserveAsync),
            Post("/api/v1/cancel-reservation", "Cancels a reservation", [s_reservation with { IsRequired = true }], request =>
                AskAsync(request, "CancelReservation", commands => commands.CancelReservationAsync(request.Int("reservationId")!.Value))),
            Post("/api/v1/availability", "Takes a connector, or the station where none is named, out of service or back",
                [Parameter.Whole("connectorId", 0, int.MaxValue), Parameter.OneOf("type", "Operative", "Inoperative") with { IsRequired = true }],
                request => AskAsync(request, "ChangeAvailability", commands =>
                    commands.ChangeAvailabilityAsync(request.Int("connectorId") ?? 0, request.Text("type") == "Operative"))),
        ];
        return routes.Select(route => route with { Tag = "commands as in central.py" });
    }

    private static ApiRoute Post(string path, string summary, IReadOnlyList<Parameter> parameters, Func<ApiRequest, Task<CpidView>> answer) =>
        ApiRoute.Of("POST", path, summary, [Cpid, .. parameters], answer) with { Refusals = StationCaller.Refusals };

    private async Task<CpidView> AskAsync(ApiRequest request, string action, Func<Commands.IStationCommands, Task<Commands.CommandOutcome>> ask)
    {
        var station = caller.Find(request.Required("cpid"));
        return CpidView.Of(station.Identity, action, await StationCaller.AskAsync(station, action, ask));
    }

    private ActiveView Active(ApiRequest request) => ActiveView.Of(csms.Sessions.All.Where(session => session.IsRunning));

    /// <summary>A transactionId says nothing here: it is given when the station reports the start.</summary>
    private Task<CpidView> StartAsync(ApiRequest request) => AskAsync(
        request, "RemoteStartTransaction", commands => commands.StartAsync(request.Int("connectorId"), request.Text("idTag") ?? defaultIdToken));

    private async Task<CpidView> StopAsync(ApiRequest request)
    {
        var station = caller.Find(request.Required("cpid"));
        var session = FindRunning(station, request);
        var status = await StationCaller.AskAsync(station, "RemoteStopTransaction", commands => commands.StopAsync(session));
        return CpidView.Of(station.Identity, "RemoteStopTransaction", status) with { TransactionId = session.Id };
    }

    private static SessionRecord FindRunning(ConnectedStation station, ApiRequest request)
    {
        var running = station.Sessions.Where(session => session.IsRunning && Fits(session, request)).ToList();
        return running switch
        {
            [var one] => one,
            [] => throw new ApiException(404, $"no such session runs on {station.Identity}; expected one of GET /api/v1/active"),
            _ => throw new ApiException(
                409, $"{running.Count} sessions run on {station.Identity}; expected transactionId, one of " +
                string.Join(", ", running.Take(10).Select(session => session.TransactionId))),
        };
    }

    private static bool Fits(SessionRecord session, ApiRequest request) =>
        (request.Whole("transactionId") is not { } id || session.Id == id) &&
        (request.Int("connectorId") is not { } connectorId || session.ConnectorId == connectorId) &&
        (request.Text("idTag") is not { } token || string.Equals(session.IdToken, token, StringComparison.OrdinalIgnoreCase));

    private async Task<CpidView> ReserveAsync(ApiRequest request)
    {
        var station = caller.Find(request.Required("cpid"));
        var expiry = request.Moment("expiryDate") ?? reservations.ExpiryIn(request.Whole("minutes") ?? ReservationCaller.UsualMinutes);
        var (id, status) = await reservations.ReserveAsync(
            station, request.Int("connectorId") ?? 0, request.Text("idTag") ?? defaultIdToken, expiry, request.Int("reservationId"));
        return CpidView.Of(station.Identity, "ReserveNow", status) with { ReservationId = id };
    }
}
