using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.EventLoop.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>Breaking things over HTTP. Connector 0 is the station. What nothing in the physical world is called is answered with 422.</summary>
internal sealed class FaultEndpoints(ThreadLoop loop, Workbench bench)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connectors/{n:int}/faults", (int n) => AnswerAsync(() => List(n)));
        routes.MapPost("/connectors/{n:int}/fault", (int n, FaultRequest request) => AnswerAsync(() => Apply(n, request)));
        routes.MapPost("/connectors/{n:int}/clear-fault", (int n, FaultRequest? request) => AnswerAsync(() => Clear(n, request)));
        routes.MapPost("/acknowledge", () => AnswerAsync(() =>
        {
            bench.Station.Acknowledge();
            return View(0);
        }));
    }

    private object Apply(int connector, FaultRequest request)
    {
        bench.Faults.Apply(connector, request.ErrorCode ?? throw new BadRequestException("error_code: missing; expected a cause's name or an error code"));
        if (request.Info is { } info)
        {
            bench.Transcript.Add($"fault {connector} info {info}");
        }

        return View(connector);
    }

    private object Clear(int connector, FaultRequest? request)
    {
        if (request?.ErrorCode is { } what)
        {
            bench.Faults.Clear(connector, what);
        }
        else
        {
            bench.Faults.ClearAll(connector);
        }

        return View(connector);
    }

    private object List(int connector) => bench.Faults.At(connector).Select(fault => new
    {
        fault.Name,
        fault.Summary,
        Active = bench.Faults.Active.Any(active => active.Connector == connector && active.Fault == fault),
    }).ToList();

    private object View(int connector) => connector == 0 ? StationView.Of(bench) : ConnectorView.Of(bench, connector);

    private async Task<IResult> AnswerAsync(Func<object> answer)
    {
        try
        {
            return Results.Json(await loop.RunAsync(() => Task.FromResult(answer())));
        }
        catch (BadRequestException refusal)
        {
            return Results.Problem(refusal.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (NoSuchFaultException refusal)
        {
            return Results.Problem(refusal.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (BenchException refusal)
        {
            var status = bench.Composed is null ? StatusCodes.Status409Conflict : StatusCodes.Status404NotFound;
            return Results.Problem(refusal.Message, statusCode: status);
        }
    }
}
