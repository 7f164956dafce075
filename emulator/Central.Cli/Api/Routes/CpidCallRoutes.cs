using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Central.Cli.Api.Views;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>What is expected next to the commands of <c>central.py</c>, and is a call of OCPP 1.6 with the members of its body.</summary>
internal sealed class CpidCallRoutes(StationCaller caller)
{
    private static readonly Parameter s_keys = Parameter.Texts("key", "configuration keys,", 50);

    private static readonly Parameter s_message = Parameter.OneOf(
        "requestedMessage", "BootNotification", "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues",
        "StatusNotification");

    public IEnumerable<ApiRoute> All()
    {
        ApiRoute[] routes =
        [
            Post("get-configuration", "Reads configuration keys, or all", "GetConfiguration", s_keys),
            Post("change-configuration", "Sets a configuration key", "ChangeConfiguration",
                Parameter.Text("key", "a configuration key", 50) with { IsRequired = true },
                Parameter.Text("value", "its value", 500) with { IsRequired = true }),
            Post("trigger", "Asks for a message", "TriggerMessage", s_message with { IsRequired = true }, Parameter.Whole("connectorId", 1, int.MaxValue)),
            Post("clear-cache", "Empties the cache of tokens", "ClearCache"),
            Post("data-transfer", "Hands over what a vendor has agreed on", "DataTransfer",
                Parameter.Text("vendorId", "a vendor", 255) with { IsRequired = true }, Parameter.Text("messageId", "a message of that vendor", 50),
                Parameter.Text("data", "anything", 100_000)),
        ];
        return routes.Select(route => route with { Tag = "commands as in central.py" });
    }

    private ApiRoute Post(string path, string summary, string action, params IReadOnlyList<Parameter> parameters) =>
        ApiRoute.Of("POST", "/api/v1/" + path, summary, [CpidRoutes.Cpid, .. parameters], request => CallAsync(action, parameters, request))
            with { Refusals = [.. StationCaller.Refusals, 422] };

    private async Task<CpidView> CallAsync(string action, IReadOnlyList<Parameter> parameters, ApiRequest request)
    {
        var station = caller.Find(request.Required("cpid"));
        var members = new JsonObject();
        foreach (var parameter in parameters)
        {
            if (NodeOf(request, parameter.Name) is { } value)
            {
                members[parameter.Name] = value;
            }
        }

        var (payload, _) = await caller.CallAsync(station, action, JsonSerializer.SerializeToUtf8Bytes(members), force: false);
        var status = payload.TryGetProperty("status", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString() : null;
        return CpidView.Of(station.Identity, action, status) with { Payload = payload };
    }

    private static JsonNode? NodeOf(ApiRequest request, string name) =>
        request.Texts(name) is { } texts ? new JsonArray([.. texts.Select(text => JsonValue.Create(text))])
        : request.Whole(name) is { } number ? JsonValue.Create(number)
        : JsonValue.Create(request.Text(name));
}
