using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>The bench's verbs as endpoints. They translate, nothing more.</summary>
internal sealed class BenchEndpoints(ThreadLoop loop, Workbench bench)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/status", () => AnswerAsync(() => StationView.Of(bench)));
        routes.MapGet("/connectors", () => AnswerAsync(() => ConnectorView.All(bench).ToList()));
        routes.MapGet("/connectors/{n}", (string n) => AnswerAsync(n, number => ConnectorView.Of(bench, number)));
        routes.MapPost("/connectors/{n}/plug-in", (string n, string? vehicle, double? soc_percent) =>
            ActAsync(n, number => bench.Plug(number, ModelOf(vehicle), soc_percent ?? 20)));
        routes.MapPost("/connectors/{n}/plug-out", (string n, string? end) => ActAsync(n, number => bench.Unplug(number, EndOf(end))));
        routes.MapPost("/connectors/{n}/swipe", (string n, string? id_tag) => ActAsync(n, number => bench.Swipe(number, id_tag ?? "")));
        routes.MapPost("/connectors/{n}/ev/suspend", (string n) => ActAsync(n, number => bench.VehicleAt(number).Suspend()));
        routes.MapPost("/connectors/{n}/ev/resume", (string n) => ActAsync(n, number => bench.VehicleAt(number).Resume()));
        routes.MapPost("/connectors/{n}/ev/stop", (string n) => ActAsync(n, number => bench.VehicleAt(number).RequestStop()));
    }

    /// <summary>One bench has one station; another id is nobody's.</summary>
    public async ValueTask<object?> RequireStationAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.GetRouteValue("id") as string == bench.StationId
            ? await next(context)
            : Problem(StatusCodes.Status404NotFound, $"there is no such station; expected {bench.StationId}");

    private static VehicleModel? ModelOf(string? name) => name is null
        ? null
        : VehicleModels.Find(name) ?? throw new BadRequestException(
            $"no vehicle is called '{name}'; expected one of {string.Join(", ", VehicleModels.All.Select(model => model.Name))}");

    private static CableEnd EndOf(string? end) => end switch
    {
        null or "both" => CableEnd.Both,
        "vehicle" => CableEnd.Vehicle,
        "station" => CableEnd.Station,
        _ => throw new BadRequestException($"end: expected both, vehicle or station, found '{end}'"),
    };

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    /// <summary>Does something at a connector and answers with what the connector is like then.</summary>
    private Task<IResult> ActAsync(string n, Action<int> act) => AnswerAsync(n, number =>
    {
        act(number);
        return ConnectorView.Of(bench, number);
    });

    private Task<IResult> AnswerAsync<T>(string n, Func<int, T> answer) =>
        int.TryParse(n, out var number) && number >= 1 && number <= bench.Site.Connectors.Count
            ? AnswerAsync(() => answer(number))
            : Task.FromResult(Problem(StatusCodes.Status404NotFound, $"there is no connector '{n}'; expected 1 to {bench.Site.Connectors.Count}"));

    private Task<IResult> AnswerAsync<T>(Func<T> answer) => BenchAnswer.OfAsync(loop, () => Task.FromResult(answer()));
}
