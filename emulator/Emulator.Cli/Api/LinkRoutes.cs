using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Views;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>
/// The verbs of the line to the central system, in the words of the console: what a verb takes, its request says.
/// What is no verb of a line is answered with 422.
/// </summary>
internal sealed class LinkRoutes(Workbench bench)
{
    private static readonly Parameter s_action = Parameter.Word("action", "an action of OCPP");
    private static readonly Parameter s_times = Parameter.Whole("times", 1, NetworkVerbs.MostTimes);

    private static readonly Dictionary<string, (string Words, Parameter[] Parameters)> s_verbs = new(StringComparer.Ordinal)
    {
        ["cut"] = ("link cut", []),
        ["half-open"] = ("link half-open", []),
        ["stall"] = ("link stall", []),
        ["refuse"] = ("link refuse", []),
        ["restore"] = ("link restore", []),
        ["delay"] = ("link delay", [Parameter.Duration("duration") with { IsRequired = true }]),
        ["forget"] = ("link forget", []),
        ["refuse-connect"] = ("refuse-connect", [Parameter.Whole("status", 200, 599) with { IsRequired = true }, s_times]),
        ["drop-answer"] = ("drop-answer", [s_action, s_times]),
        ["double-answer"] = ("double-answer", [s_action, s_times]),
        ["drop-call"] = ("drop-call", [s_action, s_times]),
        ["double-call"] = ("double-call", [s_action, s_times]),
    };

    public IEnumerable<ApiRoute> All() =>
    [
        ApiRoute.Of("GET", "/link", [], _ => LineView.Of(bench.Line)),
        .. s_verbs.Select(verb => new ApiRoute("POST", $"/link/{verb.Key}", verb.Value.Parameters, request => DoAsync(verb.Value, request))),
    ];

    /// <summary>What is said of a verb that there is not.</summary>
    public static ApiException NoSuchVerb(string verb) =>
        new(422, $"a link has no '{Quoted.Short(verb)}'; expected one of {string.Join(", ", s_verbs.Keys)}");

    private async Task<object> DoAsync((string Words, Parameter[] Parameters) verb, ApiRequest request)
    {
        await request.SayAsync(bench, [.. verb.Words.Split(' '), .. verb.Parameters.Select(parameter => request.Word(parameter.Name))]);
        return LineView.Of(bench.Line);
    }
}
