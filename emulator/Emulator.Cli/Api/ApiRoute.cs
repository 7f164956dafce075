namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>One endpoint of the bench.</summary>
/// <param name="Method">GET, which answers HEAD as well, or POST.</param>
/// <param name="Path">Below the station; <c>{n}</c> is a connector's number.</param>
/// <param name="Parameters">All that a request may say.</param>
/// <param name="AnswerAsync">On the bench's loop; what it waits for must not hold the loop.</param>
internal sealed record ApiRoute(string Method, string Path, IReadOnlyList<Parameter> Parameters, Func<ApiRequest, Task<object>> AnswerAsync)
{
    /// <summary>Whether connector 0, the station, has it, too.</summary>
    public bool AtStation { get; init; }

    /// <summary>An endpoint that is done at once.</summary>
    public static ApiRoute Of(string method, string path, IReadOnlyList<Parameter> parameters, Func<ApiRequest, object> answer) =>
        new(method, path, parameters, request => Task.FromResult(answer(request)));
}
