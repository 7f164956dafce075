using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>Looking at the station, and what its drivers do. It translates, nothing more.</summary>
internal sealed class BenchRoutes(Workbench bench)
{
    private static readonly Parameter s_settle = Parameter.Flag("settle");

    public IEnumerable<ApiRoute> All() =>
    [
        ApiRoute.Of("GET", "/status", [], _ => StationView.Of(bench)),
        new("GET", "/stations", [], async _ => await StationAtCentralView.AllAsync(bench)),
        ApiRoute.Of("GET", "/connectors", [], _ => ConnectorView.All(bench).ToList()),
        ApiRoute.Of("GET", "/connectors/{n}", [], request => ConnectorView.Of(bench, request.Connector)),
        Act(
            "plug-in", PlugAsync,
            Parameter.OneOf("vehicle", [.. VehicleModels.All.Select(model => model.Name)]), Parameter.Number("soc_percent", 0, 100), s_settle),
        Act("plug-out", UnplugAsync, Parameter.OneOf("end", ["both", "vehicle", "station"]), s_settle),
        Act("swipe", SwipeAsync, Parameter.Text("id_tag", "a card's UID or another token", 20) with { IsRequired = true }, s_settle),
        Act("ev/suspend", vehicle => vehicle.Suspend()),
        Act("ev/resume", vehicle => vehicle.Resume()),
        Act("ev/stop", vehicle => vehicle.RequestStop()),
    ];

    private static bool Settles(ApiRequest request) => request.Flag("settle") ?? true;

    /// <summary>Does something at a connector and answers with what the connector is like then.</summary>
    private ApiRoute Act(string path, Func<ApiRequest, Task> actAsync, params IReadOnlyList<Parameter> parameters) =>
        new("POST", $"/connectors/{{n}}/{path}", parameters, async request =>
        {
            await actAsync(request);
            return ConnectorView.Of(bench, request.Connector);
        });

    private ApiRoute Act(string path, Action<Vehicle> act) => Act(path, request =>
    {
        act(bench.VehicleAt(request.Connector));
        return Task.CompletedTask;
    });

    private async Task PlugAsync(ApiRequest request)
    {
        var model = request.Text("vehicle") is { } name ? VehicleModels.Find(name) : null;
        var percent = request.Number("soc_percent") ?? DriverVerbs.UsualPercent;
        if (Settles(request))
        {
            await bench.Driver.PlugAsync(request.Connector, model, percent);
        }
        else
        {
            bench.Plug(request.Connector, model, percent);
        }
    }

    private async Task UnplugAsync(ApiRequest request)
    {
        var end = request.Text("end") switch
        {
            "vehicle" => CableEnd.Vehicle,
            "station" => CableEnd.Station,
            _ => CableEnd.Both,
        };
        if (Settles(request))
        {
            await bench.Driver.UnplugAsync(request.Connector, end);
        }
        else
        {
            bench.Unplug(request.Connector, end);
        }
    }

    private async Task SwipeAsync(ApiRequest request)
    {
        var token = request.Text("id_tag")!;
        if (Settles(request))
        {
            await bench.Driver.SwipeAsync(request.Connector, token);
        }
        else
        {
            bench.Swipe(request.Connector, token);
        }
    }
}
