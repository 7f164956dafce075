using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Station.Events;

/// <summary>Energy has begun or ceased to flow in a running transaction, or who holds it back is another.</summary>
public sealed record ChargingStateChanged : StationEvent
{
    public override EventKinds Kind => EventKinds.ChargingStates;

    public required ConnectorStatus Status { get; init; }
}
