using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central;

/// <summary>What became of a command to a station.</summary>
/// <param name="Outcome">The answer as it came, or why there is none.</param>
/// <param name="Response">Null unless the station answered with a CALLRESULT that can be read.</param>
public sealed record CommandResult<TResponse>(string Action, CallOutcome Outcome, TResponse? Response)
    where TResponse : class
{
    /// <summary>The response, where there must be one.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what came instead.</exception>
    public TResponse Expect() => Response ?? throw new InvalidOperationException($"{Action} was not answered: {Describe()}.");

    private string Describe() => Outcome switch
    {
        CallOutcome.Result => "the response cannot be read",
        CallOutcome.Error error => $"{error.CodeWord} {error.Description}".TrimEnd(),
        CallOutcome.Unreadable unreadable => unreadable.Description,
        CallOutcome.TimedOut => "the station did not answer in time",
        CallOutcome.LinkLost { Sent: true } => "the link ended first",
        _ => "the station is not connected",
    };
}
