using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.EventLoop.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>
/// The verbs of the line to the central system over HTTP, in the words of the console: a verb's arguments are parameters of the query.
/// What is no verb of a line is answered with 422.
/// </summary>
internal sealed class LinkEndpoints(ThreadLoop loop, Workbench bench)
{
    private static readonly Dictionary<string, (string Words, string[] Parameters)> s_verbs = new(StringComparer.Ordinal)
    {
        ["cut"] = ("link cut", []),
        ["half-open"] = ("link half-open", []),
        ["stall"] = ("link stall", []),
        ["refuse"] = ("link refuse", []),
        ["restore"] = ("link restore", []),
        ["delay"] = ("link delay", ["duration"]),
        ["forget"] = ("link forget", []),
        ["refuse-connect"] = ("refuse-connect", ["status", "times"]),
        ["drop-answer"] = ("drop-answer", ["action", "times"]),
        ["double-answer"] = ("double-answer", ["action", "times"]),
        ["drop-call"] = ("drop-call", ["action", "times"]),
        ["double-call"] = ("double-call", ["action", "times"]),
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/link", () => BenchAnswer.OfAsync(loop, () => Task.FromResult(LineView.Of(bench.Line))));
        routes.MapPost("/link/{verb}", (string verb, HttpRequest request) => s_verbs.ContainsKey(verb)
            ? BenchAnswer.OfAsync(loop, () => DoAsync(verb, request.Query))
            : Task.FromResult(Results.Problem(
                $"a link has no '{verb}'; expected one of {string.Join(", ", s_verbs.Keys)}", statusCode: StatusCodes.Status422UnprocessableEntity)));
    }

    private async Task<LineView> DoAsync(string verb, IQueryCollection query)
    {
        await new Session(bench).RunAsync(LineOf(verb, query));
        return LineView.Of(bench.Line);
    }

    /// <summary>The line that somebody at the console would write.</summary>
    private static string LineOf(string verb, IQueryCollection query)
    {
        var (words, parameters) = s_verbs[verb];
        if (query.Keys.FirstOrDefault(key => !parameters.Contains(key)) is { } unknown)
        {
            var expected = parameters.Length == 0 ? "it takes none" : $"expected {string.Join(", ", parameters)}";
            throw new BadRequestException($"'{unknown}' is no parameter of {verb}; {expected}");
        }

        return string.Join(' ', parameters.Where(query.ContainsKey).Select(parameter => WordOf(parameter, query[parameter].ToString())).Prepend(words));
    }

    private static string WordOf(string parameter, string value) =>
        value.Length > 0 && !value.Any(letter => char.IsWhiteSpace(letter) || letter == '#')
            ? value
            : throw new BadRequestException($"{parameter}: expected one word, found '{value}'");
}
