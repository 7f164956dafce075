using ChargerFirmware.Central.Cli.Api.Events;
using ChargerFirmware.Central.Cli.Api.Routes;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using Microsoft.AspNetCore.Builder;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>The central system over HTTP: stations, sessions, tokens, commands and events, and the routes of two older projects.</summary>
internal sealed class CentralApi : IAsyncDisposable
{
    // A list of tokens is longer than what a driver of a bench sends.
    private const int BodyBytes = 512 * 1024;

    // Beside what a station has to answer: calls before this one, and the loop.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(20);

    private static readonly string[] s_reading = ["GET", "HEAD"];

    private readonly Loop _loop;
    private readonly EventFeed _feed;
    private readonly WebServer _server;

    private CentralApi(Loop loop, EventFeed feed, WebServer server)
    {
        _loop = loop;
        _feed = feed;
        _server = server;
    }

    /// <summary>Host and port it really listens on.</summary>
    public string Address => _server.Address;

    public int Port => _server.Port;

    /// <summary>Begins to listen. Called outside of the loop, which must turn.</summary>
    /// <exception cref="ListeningException">It must not listen there with that key.</exception>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<CentralApi> StartAsync(Csms csms, CentralApiOptions? options = null)
    {
        options ??= new CentralApiOptions();
        WellKnownKeys.Require(options.EndPoint, options.Access.Key);
        var feed = await csms.Loop.RunAsync(() => Task.FromResult(new EventFeed(csms, options.EventReaders, options.EventsPerReader)));
        var routes = RoutesOf(csms, feed, options);
        var patience = csms.Options.CallTimeout + s_margin;
        var limits = new ServerLimits { BodyBytes = BodyBytes, AnswerTime = patience + s_margin };
        try
        {
            var server = await WebServer.StartAsync(
                options.EndPoint, options.Access, limits, application => Map(application, csms.Loop, routes, patience), takesUpgrades: true);
            return new CentralApi(csms.Loop, feed, server);
        }
        catch (IOException taken)
        {
            csms.Loop.Post(feed.Dispose);
            throw new IOException($"the HTTP interface {taken.Message} Choose another place with --http ADDRESS:PORT.", taken);
        }
    }

    /// <summary>Ends all streams and stops listening. Works with a loop that has ended, too.</summary>
    public async ValueTask DisposeAsync()
    {
        _feed.Complete();
        _loop.Post(_feed.Dispose);
        await _server.DisposeAsync();
    }

    /// <summary>All endpoints.</summary>
    internal static IReadOnlyList<ApiRoute> RoutesOf(Csms csms, EventFeed feed, CentralApiOptions options)
    {
        var caller = new StationCaller(csms);
        var reservations = new ReservationCaller(csms);
        ApiRoute[] routes =
        [
            .. new StationRoutes(csms, caller).All(),
            .. new CommandRoutes(caller).All(),
            .. new SessionRoutes(csms).All(),
            .. new TokenRoutes(csms).All(),
            .. new TraceRoutes(csms).All(),
            .. new EventRoutes(feed).All(),
            .. new CpidRoutes(csms, caller, reservations, options.DefaultIdToken).All(),
            .. new CpidCallRoutes(caller).All(),
            .. new ReserveRoutes(csms, reservations, options.DefaultIdToken).All(),
        ];
        return [.. routes, OpenApiDocument.RouteFor(routes)];
    }

    private static void Map(WebApplication application, Loop loop, IReadOnlyList<ApiRoute> routes, TimeSpan patience)
    {
        application.UseWebSockets();
        foreach (var route in routes)
        {
            application.MapMethods(
                route.Path, route is { Method: "GET", ServeAsync: null } ? s_reading : [route.Method], new ApiEndpoint(loop, route, patience).ServeAsync);
        }
    }
}
