using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Views;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>Breaking things and mending them. Connector 0 is the station.</summary>
internal sealed class FaultRoutes(Workbench bench)
{
    private static readonly Parameter s_what = Parameter.Text("error_code", "a fault's name or an error code", 50);

    public IEnumerable<ApiRoute> All() =>
    [
        ApiRoute.Of("GET", "/connectors/{n}/faults", [], List) with { AtStation = true },
        new ApiRoute(
            "POST", "/connectors/{n}/fault",
            [s_what with { IsRequired = true }, Parameter.Text("info", "a remark for the log", 200), Parameter.Duration("duration")],
            ApplyAsync) with { AtStation = true },
        new ApiRoute("POST", "/connectors/{n}/clear-fault", [s_what], ClearAsync) with { AtStation = true },
        new("POST", "/acknowledge", [], AcknowledgeAsync),
    ];

    private async Task<object> ApplyAsync(ApiRequest request)
    {
        var duration = request.Word("duration");
        await request.SayAsync(bench, "fault", $"{request.Connector}", request.Word("error_code"), duration is null ? null : "for", duration);
        if (request.Text("info") is { } info)
        {
            bench.Transcript.Add($"fault {request.Connector} info {info}");
        }

        return View(request.Connector);
    }

    private async Task<object> ClearAsync(ApiRequest request)
    {
        var broken = BrokenAt(request.Connector);
        await request.SayAsync(bench, "clear", $"{request.Connector}", request.Word("error_code") ?? "all");
        return WithWaits(request.Connector, [.. broken.Except(BrokenAt(request.Connector))]);
    }

    private List<string> BrokenAt(int connector) =>
        [.. bench.Faults.Active.Where(active => active.Connector == connector).Select(active => active.Fault.Name)];

    private async Task<object> AcknowledgeAsync(ApiRequest request)
    {
        await request.SayAsync(bench, "acknowledge");
        return WithWaits(0, []);
    }

    /// <summary>What it is like now, what was mended, and what the station still waits for there.</summary>
    private JsonObject WithWaits(int connector, IReadOnlyList<string> cleared)
    {
        var answer = JsonSerializer.SerializeToNode(View(connector), ApiEndpoint.Json)!.AsObject();
        answer["cleared"] = new JsonArray([.. cleared.Select(name => JsonValue.Create(name))]);
        answer["waiting_for"] = new JsonArray(
            [.. bench.StillSeen(connector).Select(fault => new JsonObject { ["fault"] = fault.Name, ["until"] = fault.Recovery })]);
        return answer;
    }

    private object List(ApiRequest request) => bench.Faults.At(request.Connector).Select(fault => new
    {
        fault.Name,
        fault.Summary,
        Active = bench.Faults.Active.Any(active => active.Connector == request.Connector && active.Fault == fault),
    }).ToList();

    private object View(int connector) => connector == 0 ? StationView.Of(bench) : ConnectorView.Of(bench, connector);
}
