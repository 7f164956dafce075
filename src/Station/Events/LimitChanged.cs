namespace ChargerFirmware.Station.Events;

/// <summary>The limit that charging profiles and operators set for a running transaction has changed.</summary>
public sealed record LimitChanged : StationEvent
{
    public override EventKinds Kind => EventKinds.Limits;

    /// <summary>A per phase at AC, W at DC; null where there is none any more.</summary>
    public required decimal? Limit { get; init; }
}
