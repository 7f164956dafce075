using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Telemetry.Events;

/// <summary>A fault has come or gone.</summary>
public sealed record FaultEvent : EventHead
{
    public const string Raised = "raised", Cleared = "cleared";

    /// <summary>The fault's name.</summary>
    public required string Fault { get; init; }

    public required FaultClass Class { get; init; }

    public required ErrorCode ErrorCode { get; init; }

    public string? VendorErrorCode { get; init; }

    internal static FaultEvent Of(FaultChanged changed, string stationId) => new()
    {
        Id = changed.Id,
        Sequence = changed.Number,
        Event = changed.IsRaised ? Raised : Cleared,
        Station = stationId,
        Connector = changed.ConnectorId,
        Timestamp = changed.At,
        Transaction = changed.TransactionKey,
        ClockSynchronised = changed.IsClockKnown,
        Fault = changed.Fault,
        Class = changed.Class,
        ErrorCode = changed.ErrorCode,
        VendorErrorCode = changed.VendorErrorCode,
    };
}
