using System.Net;
using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using ChargerFirmware.Telemetry.Adapters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>The bench over HTTP, on loopback unless somebody has said who else may use it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private static readonly string[] s_reading = ["GET", "HEAD"];
    private static readonly string[] s_writing = ["POST"];

    private readonly WebServer _server;

    private ApiServer(WebServer server) => _server = server;

    /// <summary>Host and port it really listens on.</summary>
    public string Address => _server.Address;

    /// <summary>The port of <see cref="Address"/>.</summary>
    public int Port => _server.Port;

    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<ApiServer> StartAsync(
        ThreadLoop loop, Workbench bench, TelemetryEndpoints telemetry, IPEndPoint endPoint, AccessRule rule)
    {
        try
        {
            return new ApiServer(await WebServer.StartAsync(endPoint, rule, new ServerLimits(), application =>
            {
                Map(application, loop, bench);
                telemetry.Map(application);
            }));
        }
        catch (IOException taken)
        {
            throw new IOException($"the HTTP interface {taken.Message} Choose another place with --api ADDRESS:PORT.", taken);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>All endpoints of a bench.</summary>
    internal static IReadOnlyList<ApiRoute> RoutesOf(Workbench bench) =>
        [.. new BenchRoutes(bench).All(), .. new FaultRoutes(bench).All(), .. new LinkRoutes(bench).All()];

    private static void Map(WebApplication application, ThreadLoop loop, Workbench bench)
    {
        Map(application.MapGroup(""), loop, bench);
        Map(application.MapGroup("/stations/{id}").ExcludeFromDescription(), loop, bench);
    }

    private static void Map(RouteGroupBuilder routes, ThreadLoop loop, Workbench bench)
    {
        foreach (var route in RoutesOf(bench))
        {
            routes.MapMethods(route.Path, route.Method == "GET" ? s_reading : s_writing, new ApiEndpoint(loop, bench, route).ServeAsync);
        }

        routes.MapMethods("/link/{verb}", s_writing, context =>
            ProblemDocument.WriteAsync(context, LinkRoutes.NoSuchVerb(context.GetRouteValue("verb") as string ?? "").Refusal)).ExcludeFromDescription();
    }
}
