namespace ChargerFirmware.Tests.Scenarios;

/// <summary>One line of the table of faults as it must look from outside, for one connector in one situation.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Connector">1 is AC, 2 is DC.</param>
/// <param name="Situation">Idle, Plugged or Charging.</param>
/// <param name="Class">StopNow, Stop, Prevent, Warn, or End for what is a warning that ends a session.</param>
/// <param name="Seen">How long detection may take.</param>
/// <param name="Status">The connector's status then; for what does not touch it, the status it had.</param>
/// <param name="ErrorCode">With its vendorErrorCode behind a slash, where it has one.</param>
public sealed record FaultRow(string Name, int Connector, string Situation, string Class, double Seen, string Status, string ErrorCode)
{
    /// <summary>The fault is of scope station: connector 0 reports it.</summary>
    public bool OfStation { get; init; }

    /// <summary>Of the transaction that ran or was tried; null: it goes on, or there is none.</summary>
    public string? StopReason { get; init; }

    /// <summary>What makes the fault show, where it does not by itself: lines of the bench's language.</summary>
    public string Reveal { get; init; } = "";

    /// <summary>
    /// How it goes: lines of the bench's language, and <c>still SECONDS</c> (it is there all that time), <c>gone SECONDS</c> (within
    /// that time) and <c>refused LINE</c>.
    /// </summary>
    public required string Recovery { get; init; }

    /// <summary>The status when all is over.</summary>
    public required string After { get; init; }

    public override string ToString() => $"{Name} {(Connector == 1 ? "AC" : "DC")} {Situation}";
}
