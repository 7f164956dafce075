using ChargerFirmware.Bench;
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
            "plug-in",
            (number, request) => ["plug", number, request.Word("vehicle"), .. Named("soc", request.Word("soc_percent"))],
            Parameter.OneOf("vehicle", [.. VehicleModels.All.Select(model => model.Name)]), Parameter.Number("soc_percent", 0, 100), s_settle),
        Act(
            "plug-out",
            (number, request) => ["unplug", number, request.Word("end") is not "both" and var end ? end : null],
            Parameter.OneOf("end", ["both", "vehicle", "station"]), s_settle),
        Act(
            "swipe",
            (number, request) => ["swipe", number, request.Word("id_tag")],
            Parameter.Text("id_tag", "a card's UID or another token", 20) with { IsRequired = true }, s_settle),
        Act("ev/suspend", (number, _) => ["ev", number, "suspend"]),
        Act("ev/resume", (number, _) => ["ev", number, "resume"]),
        Act("ev/stop", (number, _) => ["ev", number, "stop"]),
    ];

    /// <summary>What stands behind a word of its own, or nothing.</summary>
    private static IEnumerable<string?> Named(string name, string? value) => value is null ? [] : [name, value];

    /// <summary>Says a line about a connector and answers with what the connector is like then.</summary>
    private ApiRoute Act(string path, Func<string, ApiRequest, IEnumerable<string?>> words, params IReadOnlyList<Parameter> parameters) =>
        new("POST", $"/connectors/{{n}}/{path}", parameters, async request =>
        {
            await request.SayAsync(bench, words($"{request.Connector}", request));
            return ConnectorView.Of(bench, request.Connector);
        });
}
