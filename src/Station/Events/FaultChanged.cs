using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Station.Events;

/// <summary>A fault was raised or cleared.</summary>
public sealed record FaultChanged : StationEvent
{
    public override EventKinds Kind => EventKinds.Faults;

    public required bool IsRaised { get; init; }

    /// <summary>The fault's name.</summary>
    public required string Fault { get; init; }

    public required FaultClass Class { get; init; }

    public required ErrorCode ErrorCode { get; init; }

    public string? VendorErrorCode { get; init; }
}
