using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>One endpoint of the central system.</summary>
/// <param name="Method">GET, which answers HEAD as well, POST, PUT or DELETE.</param>
/// <param name="Path">With segments such as <c>{id}</c>.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Parameters">All that a request may say beside its path.</param>
/// <param name="Answer">What it answers with.</param>
/// <param name="AnswerAsync">On the central system's loop; what it waits for must not hold the loop.</param>
internal sealed record ApiRoute(
    string Method, string Path, string Summary, IReadOnlyList<Parameter> Parameters, Type Answer, Func<ApiRequest, Task<object>> AnswerAsync)
{
    /// <summary>Its group in the document of all routes.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Why it may refuse a request that is well formed, beside what each route says.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    /// <summary>What the body is, where it is any JSON and not the parameters; null where it is the parameters.</summary>
    public string? Payload { get; init; }

    /// <summary>The answer's media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>How a refusal is written where it is no problem document.</summary>
    public Func<ApiException, object>? RefusalForm { get; init; }

    /// <summary>Answers by itself and for as long as it takes: a stream. <see cref="AnswerAsync"/> is not called then.</summary>
    public Func<HttpContext, ApiRequest, Task>? ServeAsync { get; init; }

    /// <summary>The names in its path.</summary>
    public IEnumerable<string> Segments => Path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}'));

    public static ApiRoute Of<T>(string method, string path, string summary, IReadOnlyList<Parameter> parameters, Func<ApiRequest, Task<T>> answer)
        where T : class =>
        new(method, path, summary, parameters, typeof(T), async request => await answer(request));

    /// <summary>An endpoint that is done at once.</summary>
    public static ApiRoute Of<T>(string method, string path, string summary, IReadOnlyList<Parameter> parameters, Func<ApiRequest, T> answer)
        where T : class =>
        new(method, path, summary, parameters, typeof(T), request => Task.FromResult<object>(answer(request)));
}
