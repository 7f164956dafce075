using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Telemetry.Journal;

/// <summary>A fault has come or gone.</summary>
public sealed record FaultEvent : EventHead
{
    public const string Raised = "raised", Cleared = "cleared";

    /// <summary>The cause's name.</summary>
    public required string Fault { get; init; }

    public required CauseClass Class { get; init; }

    public required ErrorCode ErrorCode { get; init; }

    public string? VendorErrorCode { get; init; }

    public FaultEvent Moved(TimeSpan by) => this with { Timestamp = Timestamp + by, ClockSynchronised = true };
}
