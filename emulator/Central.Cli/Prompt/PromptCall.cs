using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A call that a line has made.</summary>
/// <param name="Who">The side that made it, as the log names it.</param>
/// <param name="To">Who is to answer.</param>
/// <param name="Outcome">Ends with the answer, or when there will be none.</param>
internal sealed record PromptCall(string Who, string To, string Action, Task<CallOutcome> Outcome)
{
    /// <summary>Why there is no CALLRESULT, for people.</summary>
    public string Describe(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Error error => $"{To} refused {Action}: {error.CodeWord} {error.Description}".TrimEnd(),
        CallOutcome.TimedOut => $"{To} did not answer {Action} in time",
        CallOutcome.LinkLost { Sent: true } => $"the connection ended before {To} answered {Action}",
        CallOutcome.LinkLost => $"{Action} was not sent: {To} is not connected",
        CallOutcome.Unreadable unreadable => $"{To} answered {Action} unreadably: {unreadable.Description}",
        _ => $"{To} answered {Action}",
    };
}
