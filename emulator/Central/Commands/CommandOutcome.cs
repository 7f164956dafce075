using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Commands;

/// <summary>What became of a command.</summary>
/// <param name="Status">The station's own word, such as Accepted or Rejected; null where it gave none.</param>
/// <param name="Outcome">The answer as it came, or why there is none.</param>
public sealed record CommandOutcome(string? Status, CallOutcome Outcome)
{
    /// <summary>Why there is no answer that can be read, for people; null where there is one.</summary>
    public string? Failure => Outcome switch
    {
        CallOutcome.Result when Status is null => "the response cannot be read",
        CallOutcome.Result => null,
        CallOutcome.Error error => $"{error.CodeWord} {error.Description}".TrimEnd(),
        CallOutcome.Unreadable unreadable => unreadable.Description,
        CallOutcome.TimedOut => "the station did not answer in time",
        CallOutcome.LinkLost { Sent: true } => "the connection ended first",
        _ => "the station is not connected",
    };
}
